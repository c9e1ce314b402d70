import countries from "i18n-iso-countries";
import type { Issue } from "../errors";

/** The checks that a browser and a server can agree on; whether a mailbox exists, only a letter tells. */
const EMAIL = /^[^\s@"<>(),;:\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/;

export const isEmail = (value: string): boolean => value.length <= 254 && EMAIL.test(value);

export const isCountry = (code: string): boolean => countries.isValid(code) && code.length === 2;

/** Postcodes whose form is known; other countries take what is typed. */
const POSTCODES: Readonly<Record<string, { form: RegExp; example: string; people: string }>> = {
  DE: { form: /^\d{5}$/, example: "5 digits, like 10999", people: "German" },
  AT: { form: /^\d{4}$/, example: "4 digits, like 1010", people: "Austrian" },
  CH: { form: /^\d{4}$/, example: "4 digits, like 8001", people: "Swiss" },
  FR: { form: /^\d{5}$/, example: "5 digits, like 75011", people: "French" },
  IT: { form: /^\d{5}$/, example: "5 digits, like 20121", people: "Italian" },
  ES: { form: /^\d{5}$/, example: "5 digits, like 28004", people: "Spanish" },
  NL: {
    form: /^\d{4} ?[A-Z]{2}$/i,
    example: "4 digits and 2 letters, like 1012 AB",
    people: "Dutch",
  },
  US: { form: /^\d{5}(-\d{4})?$/, example: "5 digits, like 94103", people: "US" },
  JP: { form: /^\d{3}-?\d{4}$/, example: "7 digits, like 150-0001", people: "Japanese" },
};

// Places without postcodes: nothing is asked there.
const WITHOUT_POSTCODE = new Set(["AE", "HK", "IE", "QA", "JM", "PA"]);

export function postcodeIssue(countryCode: string, zipCode: string | null): string | null {
  const rule = POSTCODES[countryCode];
  if (!zipCode) return WITHOUT_POSTCODE.has(countryCode) ? null : "Enter the postcode";
  if (!rule || rule.form.test(zipCode)) return null;
  return `Enter a ${rule.people} postcode: ${rule.example}`;
}

export type ContactAddress = {
  fullName: string;
  line1: string;
  line2: string | null;
  zipCode: string | null;
  city: string;
  stateCode: string | null;
  countryCode: string;
  phone: string | null;
};

const TEXT_MAX = 200;

/** What the shopper must mend, in the words that stand by the fields. */
export function addressIssues(prefix: string, address: ContactAddress): Issue[] {
  const issues: Issue[] = [];
  const need = (path: string, value: string, message: string) => {
    if (!value.trim()) issues.push({ path: `${prefix}.${path}`, message });
    else if (value.length > TEXT_MAX) {
      issues.push({ path: `${prefix}.${path}`, message: `Use at most ${TEXT_MAX} characters` });
    }
  };
  need("full_name", address.fullName, "Enter your name, as on the letterbox");
  need("line_1", address.line1, "Enter the street and house number");
  need("city", address.city, "Enter the town or city");
  if (!isCountry(address.countryCode)) {
    issues.push({ path: `${prefix}.country_code`, message: "Choose a country" });
  } else {
    const message = postcodeIssue(address.countryCode, address.zipCode?.trim() || null);
    if (message) issues.push({ path: `${prefix}.zip_code`, message });
  }
  return issues;
}
