import "server-only";
import countries from "i18n-iso-countries";
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };

countries.registerLocale(english);

/** Where the demo shop delivers to. */
const OFFERED = [
  "AT",
  "AU",
  "BE",
  "BG",
  "CA",
  "CH",
  "CY",
  "CZ",
  "DE",
  "DK",
  "EE",
  "ES",
  "FI",
  "FR",
  "GB",
  "GR",
  "HR",
  "HU",
  "IE",
  "IS",
  "IT",
  "JP",
  "LI",
  "LT",
  "LU",
  "LV",
  "MT",
  "NL",
  "NO",
  "PL",
  "PT",
  "RO",
  "SE",
  "SI",
  "SK",
  "US",
] as const;
const DEFAULT_COUNTRY = "DE";

export type Country = { code: string; name: string };

/** "Germany" for "DE"; the code itself where it is unknown. */
export const countryName = (code: string): string =>
  countries.getName(code, "en", { select: "alias" }) ?? code;

/** By name; an address that has another country already keeps it. */
export function listCountries(present: readonly (string | undefined)[]): readonly Country[] {
  const codes = new Set<string>(OFFERED);
  for (const code of present) if (code !== undefined) codes.add(code);
  return [...codes]
    .map((code) => ({ code, name: countryName(code) }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** The reader's country by their browser's languages ("de-AT,…" is AT), else Germany. */
export function countryOfLanguages(acceptLanguage: string | null): string {
  for (const [, region] of (acceptLanguage ?? "").matchAll(/[a-z]{2,3}-([A-Z]{2})\b/g)) {
    const offered = OFFERED.find((code) => code === region);
    if (offered !== undefined) return offered;
  }
  return DEFAULT_COUNTRY;
}
