import { CONTACT_ERRORS } from "./messages";
import { POSTCODES, STATE_COUNTRIES } from "./postcodes";

/** The fields of an address, in the order in which they stand; the names are the form's, without a prefix. */
export const ADDRESS_FIELDS = [
  "full_name",
  "country_code",
  "line_1",
  "line_2",
  "zip_code",
  "city",
  "state_code",
  "phone",
] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];
export type AddressValues = Readonly<Record<AddressField, string>>;

export type FieldIssue = { field: string; message: string };

export const LENGTH_MAX = 120;

/** One @, a name before it, a dotted domain behind it: more would refuse addresses that exist. */
export const checkEmail = (email: string): string | null =>
  /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email.trim()) ? null : CONTACT_ERRORS.email;

function checkZip(zip: string, country: string): string | null {
  const rule = POSTCODES[country];
  if (rule === undefined || rule.pattern.test(zip)) return null;
  return CONTACT_ERRORS.zip(rule.adjective, rule.shape, rule.example);
}

/** The sentence that says how to mend a field, or null when it is right. Told on leaving a field and on sending. */
export function checkAddressField(
  field: AddressField,
  values: AddressValues,
  nameError: string = CONTACT_ERRORS.fullName,
): string | null {
  const value = values[field].trim();
  if (value.length > LENGTH_MAX) return CONTACT_ERRORS.tooLong(LENGTH_MAX);
  switch (field) {
    case "full_name":
      return value === "" ? nameError : null;
    case "country_code":
      return /^[A-Z]{2}$/.test(value) ? null : CONTACT_ERRORS.country;
    case "line_1":
      return value === "" ? CONTACT_ERRORS.line1 : null;
    case "zip_code":
      return checkZip(value, values.country_code);
    case "city":
      return value === "" ? CONTACT_ERRORS.city : null;
    case "state_code":
      return value === "" && STATE_COUNTRIES.includes(values.country_code)
        ? CONTACT_ERRORS.state
        : null;
    case "phone":
      return value === "" || /^\+?[\d\s()./-]{6,}$/.test(value) ? null : CONTACT_ERRORS.phone;
    case "line_2":
      return null;
  }
}

/** Every issue of an address, in reading order, under the form's own field names. */
export function checkAddress(
  values: AddressValues,
  prefix: "" | "billing_" = "",
): readonly FieldIssue[] {
  const nameError = prefix === "" ? CONTACT_ERRORS.fullName : CONTACT_ERRORS.billingName;
  return ADDRESS_FIELDS.flatMap((field) => {
    const message = checkAddressField(field, values, nameError);
    return message === null ? [] : [{ field: `${prefix}${field}`, message }];
  });
}

/** Reads an address out of a form; what is missing is empty. */
export function readAddress(form: FormData, prefix: "" | "billing_" = ""): AddressValues {
  const read = (field: AddressField) => {
    const value = form.get(`${prefix}${field}`);
    return typeof value === "string" ? value : "";
  };
  return {
    full_name: read("full_name"),
    country_code: read("country_code"),
    line_1: read("line_1"),
    line_2: read("line_2"),
    zip_code: read("zip_code"),
    city: read("city"),
    state_code: read("state_code"),
    phone: read("phone"),
  };
}
