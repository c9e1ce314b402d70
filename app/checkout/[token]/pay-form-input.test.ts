import { describe, expect, it } from "vitest";
import type { PaymentMethodView } from "@/lib/orders/checkout-view";
import { attributesOf, fieldOfMethod, issuesOfPayForm, readPayForm } from "./pay-form-input";

const method = (sourceType: PaymentMethodView["sourceType"]): PaymentMethodView => ({
  id: "m1",
  name: "Northbank Pay",
  description: null,
  sourceType,
  feeMinor: 0,
  totalMinor: 6500,
  publishableKey: null,
  instructions: null,
  fieldsOrigin: null,
  isAway: false,
});

const FIELDS = {
  order: "token-of-the-order",
  nonce: "0123456789abcdef",
  shown_total: "6500",
  method: "m1",
  same_billing: "1",
};

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
function read(fields: Record<string, string>) {
  const input = readPayForm(formOf({ ...FIELDS, ...fields }));
  if (input === null) throw new Error("the form was not read");
  return input;
}

describe("readPayForm", () => {
  it("reads the total as a whole number of minor units", () => {
    expect(read({}).shown_total).toBe(6500);
  });
  it.each([
    ["a fraction", { shown_total: "65.5" }],
    ["a negative total", { shown_total: "-1" }],
    ["a short nonce", { nonce: "1" }],
    ["no order", { order: "" }],
  ])("refuses %s", (_, change) => {
    expect(readPayForm(formOf({ ...FIELDS, ...change }))).toBeNull();
  });
  it("takes the code of the chosen method where several methods have a field for one", () => {
    const codes = { "code-m0": "NB-DECLINE", "code-m1": " NB-APPROVE ", "code-m2": "" };
    expect(read(codes).payment_source_token).toBe("NB-APPROVE");
    expect(read({ ...codes, method: "m2" }).payment_source_token).toBe("");
    expect(read({ ...codes, method: "m3" }).payment_source_token).toBeUndefined();
  });
});

describe("attributesOf", () => {
  it.each([
    ["stripe_payments", "confirmation_token"],
    ["checkout_com_payments", "token"],
    ["external_payments", "payment_source_token"],
  ] as const)("gives %s its own attribute and nothing else", (sourceType, name) => {
    const all = { confirmation_token: "a", token: "b", payment_source_token: "c" };
    const { payment_source_token: code, ...tokens } = all;
    const typed = { ...tokens, "code-m1": code };
    expect(attributesOf(method(sourceType), read(typed))).toEqual({ [name]: all[name] });
    expect(attributesOf(method(sourceType), read({}))).toBeNull();
  });
});

describe("a transfer", () => {
  it("is made of nothing, needs nothing, and has its issues at its name", () => {
    const transfer = method("wire_transfers");
    expect(attributesOf(transfer, read({ token: "b" }))).toEqual({});
    expect(issuesOfPayForm(read({}), transfer)).toEqual([]);
    expect(fieldOfMethod(transfer)).toBe("method-m1");
  });
});

describe("issuesOfPayForm", () => {
  it("asks for a method first", () => {
    expect(issuesOfPayForm(read({}), undefined).map((issue) => issue.field)).toEqual(["method"]);
  });
  it("asks for the card where JavaScript gave none, and for the code where none was typed", () => {
    const ofCard = issuesOfPayForm(read({}), method("stripe_payments"));
    expect(ofCard[0]).toMatchObject({ field: "card-m1" });
    const ofCode = issuesOfPayForm(read({}), method("external_payments"));
    expect(ofCode[0]?.message).toBe("Enter the code that Northbank Pay shows");
  });
  it("asks for the bill's address only where it is another", () => {
    const code = { "code-m1": "NB-APPROVE" };
    const external = method("external_payments");
    expect(issuesOfPayForm(read(code), external)).toEqual([]);
    const { same_billing: _, ...other } = read(code);
    const fields = issuesOfPayForm(other, external).map((issue) => issue.field);
    expect(fields).toContain("billing_line_1");
  });
});
