import { describe, expect, it } from "vitest";
import { addressLine, addressOfValues, fieldOfPath, valuesOfAddress } from "./address-values";
import { type AddressValues, checkAddress, checkEmail, readAddress } from "./contact-check";
import { countryName, countryOfLanguages, listCountries } from "./countries";
import { POSTCODES } from "./postcodes";

const mara: AddressValues = {
  full_name: "Mara Vogel",
  country_code: "DE",
  line_1: "Oranienstraße 25",
  line_2: "",
  zip_code: "10999",
  city: "Berlin",
  state_code: "",
  phone: "",
};
const issuesOf = (change: Partial<AddressValues>) => checkAddress({ ...mara, ...change });

describe("checkAddress", () => {
  it("finds nothing wrong with a complete address", () => {
    expect(checkAddress(mara)).toEqual([]);
  });
  it("lists what is missing in reading order", () => {
    const issues = issuesOf({ full_name: " ", line_1: "", zip_code: "1099", city: "" });
    expect(issues.map((issue) => issue.field)).toEqual(["full_name", "line_1", "zip_code", "city"]);
    expect(issues[2]?.message).toBe("Enter a German postcode: 5 digits, like 10999");
  });
  it("names the bill's own fields and words", () => {
    expect(checkAddress({ ...mara, full_name: "" }, "billing_")).toEqual([
      { field: "billing_full_name", message: "Enter the name on the bill" },
    ]);
  });
  it("asks for a state only where addresses have one", () => {
    const american = { country_code: "US", zip_code: "10001" };
    expect(issuesOf(american).map((issue) => issue.field)).toEqual(["state_code"]);
    expect(issuesOf({ ...american, state_code: "NY" })).toEqual([]);
  });
  it("takes any postcode, and none, where it knows no rule", () => {
    expect(issuesOf({ country_code: "IE", zip_code: "" })).toEqual([]);
  });
  it("refuses a line of more than 120 characters", () => {
    expect(issuesOf({ line_2: "x".repeat(121) })[0]?.message).toBe(
      "Shorten this to 120 characters",
    );
  });
  it.each([
    ["+49 30 901820", true],
    ["030/901820", true],
    ["call me", false],
    ["12", false],
  ])("judges the phone number %s", (phone, isFine) => {
    expect(issuesOf({ phone }).length === 0).toBe(isFine);
  });
  it.each(Object.entries(POSTCODES))("takes its own example of %s", (country, rule) => {
    expect(rule.pattern.test(rule.example), country).toBe(true);
  });
});

describe("checkEmail", () => {
  it.each(["a@b.de", "mara.vogel+kassa@example.co.uk", " a@b.de "])("takes %s", (email) => {
    expect(checkEmail(email)).toBeNull();
  });
  it.each(["", "mara.vogel@", "@b.de", "a b@c.de", "a@b", "a@b."])("refuses %s", (email) => {
    expect(checkEmail(email)).toBe("Enter an e-mail address in full, like name@example.com");
  });
});

describe("an address on its way", () => {
  it("comes back from the order as it was typed", () => {
    expect(valuesOfAddress(addressOfValues(mara), "FR")).toEqual(mara);
  });
  it("is read from the form under its prefix", () => {
    const form = new FormData();
    for (const [field, value] of Object.entries(mara)) form.set(`billing_${field}`, value);
    expect(readAddress(form, "billing_")).toEqual(mara);
    expect(readAddress(form).city).toBe("");
  });
  it("is one line for the review", () => {
    expect(addressLine(addressOfValues(mara))).toBe("Oranienstraße 25, 10999 Berlin");
  });
  it.each([
    ["email", "email"],
    ["address.zip_code", "zip_code"],
    ["billing.zip_code", "billing_zip_code"],
  ])("maps the path %s to the field %s", (path, field) => {
    expect(fieldOfPath(path)).toBe(field);
  });
});

describe("countries", () => {
  it("are sorted by name, with the address's own", () => {
    const names = listCountries(["BR", undefined]).map((country) => country.name);
    expect(names).toContain("Brazil");
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "en")));
    expect(countryName("US")).toBe("United States");
  });
  it.each([
    ["de-AT,de;q=0.9", "AT"],
    ["en,fr-FR;q=0.8", "FR"],
    ["pt-BR", "DE"],
    [null, "DE"],
  ])("follow the languages %s: %s", (languages, country) => {
    expect(countryOfLanguages(languages)).toBe(country);
  });
});
