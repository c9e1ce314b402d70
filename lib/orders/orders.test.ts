import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CurrencyCode } from "../money/money";
import { applyEdit } from "./apply-edit";
import { checkoutStepOf } from "./checkout-step";
import { addressIssues, isEmail, postcodeIssue } from "./contact-rules";
import type { EditableOrder, LineItem } from "./order";
import { totalsOf } from "./totals";

const standard = { priceMinor: 450, freeOverMinor: 8000 };

describe("an order's totals", () => {
  it("adds the lines and the delivery, and shows the tax that is in it", () => {
    const lines = [
      { quantity: 2, unitMinor: 1400 },
      { quantity: 1, unitMinor: 950 },
      { quantity: 1, unitMinor: 2300 },
    ];
    expect(totalsOf({ lines, delivery: standard, taxRate: 0.19, taxIncluded: true })).toEqual({
      subtotalMinor: 6050,
      shippingMinor: 450,
      paymentMethodMinor: 0,
      taxMinor: 1038,
      totalMinor: 6500,
    });
  });

  it("adds tax where prices leave it out", () => {
    const totals = totalsOf({
      lines: [{ quantity: 1, unitMinor: 1000 }],
      delivery: null,
      taxRate: 0.08,
      taxIncluded: false,
    });
    expect(totals).toMatchObject({ taxMinor: 80, totalMinor: 1080 });
  });

  it.each([
    [7999, 450],
    [8000, 0],
  ])("charges delivery for %i: %i", (unitMinor, shippingMinor) => {
    const totals = totalsOf({
      lines: [{ quantity: 1, unitMinor }],
      delivery: standard,
      taxRate: 0,
      taxIncluded: true,
    });
    expect(totals.shippingMinor).toBe(shippingMinor);
  });

  it("charges no delivery for an empty order", () => {
    expect(
      totalsOf({ lines: [], delivery: standard, taxRate: 0.19, taxIncluded: true }).totalMinor,
    ).toBe(0);
  });

  it("is the sum of its parts, whatever they are", () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 999 }),
      unitMinor: fc.integer({ min: 0, max: 99_999_999 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        fc.double({ min: 0, max: 0.3, noNaN: true }),
        (lines, taxRate) => {
          const totals = totalsOf({ lines, delivery: null, taxRate, taxIncluded: true });
          expect(totals.totalMinor).toBe(totals.subtotalMinor + totals.shippingMinor);
          expect(totals.taxMinor).toBeLessThanOrEqual(totals.totalMinor);
        },
      ),
    );
  });
});

const EUR = "EUR" as CurrencyCode;
const line = (id: string, ships = true): LineItem => ({
  id,
  skuId: ships ? "sku" : null,
  skuCode: null,
  name: id,
  description: null,
  imageUrl: null,
  quantity: 1,
  unitMinor: 1000,
  ships,
  metadata: {},
  reference: null,
  referenceOrigin: null,
  createdAt: new Date(0),
});
const method = (id: string, currency = EUR) => ({
  id,
  name: id,
  currency,
  ...standard,
  daysMin: 2,
  daysMax: 3,
});

function editable(
  set: Partial<EditableOrder["order"]> = {},
  rest: Partial<EditableOrder> = {},
): EditableOrder {
  const order = {
    id: "order",
    email: null,
    currency: EUR,
    taxIncluded: true,
    taxRate: 0,
    deliveryMethodId: null,
    ...set,
  } as EditableOrder["order"];
  return {
    order,
    lines: [],
    deliveryMethods: [method("standard")],
    methodFees: {},
    shipmentId: null,
    isHeld: false,
    sums: { authorizedMinor: 0, capturedMinor: 0, voidedMinor: 0, refundedMinor: 0 },
    ...rest,
  };
}

describe("an edit", () => {
  it("leaves standing what an earlier payment came to", () => {
    const sums = { authorizedMinor: 1000, capturedMinor: 0, voidedMinor: 1000, refundedMinor: 0 };
    const edited = (given: Partial<EditableOrder>) =>
      applyEdit(editable({ email: "a@example.com" }, given), { addLines: [line("a")] });
    expect(edited({ sums }).paymentStatus).toBe("voided");
    expect(edited({}).paymentStatus).toBe("unpaid");
  });

  it("chooses the only delivery by itself, once something travels", () => {
    expect(applyEdit(editable(), { addLines: [line("a")] }).deliveryMethodId).toBe("standard");
    expect(applyEdit(editable(), { addLines: [line("a", false)] }).deliveryMethodId).toBeNull();
  });

  it("leaves a choice of two to the shopper", () => {
    const two = editable({}, { deliveryMethods: [method("standard"), method("express")] });
    expect(applyEdit(two, { addLines: [line("a")] }).deliveryMethodId).toBeNull();
    expect(
      applyEdit(two, { addLines: [line("a")], deliveryMethodId: "express" }).deliveryMethodId,
    ).toBe("express");
  });

  it("offers only deliveries of the order's currency", () => {
    const yen = editable({}, { deliveryMethods: [method("yen", "JPY" as CurrencyCode)] });
    expect(applyEdit(yen, { addLines: [line("a")] }).deliveryMethodId).toBeNull();
  });

  it("makes an order pending once it has a customer and something to buy", () => {
    expect(applyEdit(editable(), { addLines: [line("a")] }).status).toBe("draft");
    expect(applyEdit(editable(), { addLines: [line("a")], email: "a@b.de" }).status).toBe(
      "pending",
    );
    const full = editable({ email: "a@b.de" }, { lines: [line("a")] });
    expect(applyEdit(full, { removeLines: ["a"] })).toMatchObject({
      status: "draft",
      totals: { totalMinor: 0 },
    });
  });
});

describe("the shopper's step", () => {
  const ready = {
    status: "pending",
    linesCount: 1,
    email: "a@b.de",
    ships: true,
    hasAddress: true,
    isDeliveryChosen: true,
    liveStatus: null,
    hasRedirect: false,
    isExpired: false,
  } as const;
  it.each([
    ["empty", { linesCount: 0 }],
    ["contact", { email: null }],
    ["contact", { hasAddress: false }],
    ["payment", { hasAddress: false, ships: false }],
    ["delivery", { isDeliveryChosen: false }],
    ["payment", {}],
    ["bank", { status: "placing", liveStatus: "action_required", hasRedirect: true }],
    ["payment", { liveStatus: "action_required" }],
    ["checking", { status: "placing", liveStatus: "requested" }],
    ["checking", { status: "placing", liveStatus: "pending" }],
    ["checking", { status: "placing", liveStatus: "indeterminate" }],
    ["done", { status: "placed", liveStatus: "succeeded" }],
    ["done", { status: "approved" }],
    ["cancelled", { status: "cancelled" }],
    ["expired", { isExpired: true }],
    ["expired", { isExpired: true, liveStatus: "action_required" }],
    ["bank", { isExpired: true, liveStatus: "action_required", hasRedirect: true }],
    ["checking", { isExpired: true, liveStatus: "pending" }],
    ["done", { isExpired: true, status: "placed" }],
  ] as const)("is %s", (step, set) => {
    expect(checkoutStepOf({ ...ready, ...set })).toBe(step);
  });
});

describe("contact and address", () => {
  it.each(["a@b.de", "mara.vogel+shop@mail.example.com"])("takes %s", (email) =>
    expect(isEmail(email)).toBe(true),
  );
  it.each(["", "a", "a@b", "a b@c.de", "a@b.", `${"a".repeat(250)}@b.de`])(
    "refuses '%s'",
    (email) => expect(isEmail(email)).toBe(false),
  );
  it("says how a German postcode looks", () => {
    expect(postcodeIssue("DE", "1099")).toBe("Enter a German postcode: 5 digits, like 10999");
    expect(postcodeIssue("DE", "10999")).toBeNull();
    expect(postcodeIssue("IE", null)).toBeNull();
    expect(postcodeIssue("DE", null)).toBe("Enter the postcode");
  });
  it("names every field that must be mended, at once", () => {
    const empty = {
      fullName: " ",
      line1: "",
      line2: null,
      zipCode: null,
      city: "",
      stateCode: null,
      countryCode: "XX",
      phone: null,
    };
    expect(addressIssues("address", empty).map((issue) => issue.path)).toEqual([
      "address.full_name",
      "address.line_1",
      "address.city",
      "address.country_code",
    ]);
  });
});
