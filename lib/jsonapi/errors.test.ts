import { describe, expect, it } from "vitest";
import type { CurrencyCode } from "../money/money";
import { errorsOf, pointerOf } from "./errors";

const eur = (amountMinor: number) => ({ amountMinor, currency: "EUR" as CurrencyCode });

describe("errorsOf", () => {
  it.each([
    [{ code: "not_found", resource: "orders", id: "x" }, "404", "RECORD_NOT_FOUND"],
    [{ code: "forbidden" }, "401", "UNAUTHORIZED"],
    [{ code: "illegal_transition", from: "placed", to: "placed" }, "422", "VALIDATION_ERROR"],
    [{ code: "order_not_editable", status: "placed" }, "422", "VALIDATION_ERROR"],
    [{ code: "total_changed", totalMinor: 1 }, "422", "VALIDATION_ERROR"],
    [{ code: "attempt_running" }, "409", "CONFLICT"],
    [{ code: "gateway_unavailable", detail: "none" }, "422", "VALIDATION_ERROR"],
    [{ code: "idempotency_conflict" }, "422", "IDEMPOTENCY_KEY_REUSED"],
    [{ code: "order_refused", reason: "LIMIT", message: "No." }, "422", "VALIDATION_ERROR"],
    [{ code: "order_unchecked", detail: "late" }, "503", "ORDER_VALIDATION_UNAVAILABLE"],
    [{ code: "circuit_open", detail: "open" }, "503", "GATEWAY_UNAVAILABLE"],
    [{ code: "provider_unreachable", detail: "down" }, "503", "GATEWAY_UNAVAILABLE"],
    [{ code: "provider_indeterminate", detail: "late" }, "504", "GATEWAY_UNAVAILABLE"],
    [{ code: "provider_unauthorized", detail: "key" }, "502", "GATEWAY_UNAVAILABLE"],
    [
      { code: "payment_declined", decline: { code: "insufficient_funds", raw: "20051" } },
      "422",
      "PAYMENT_NOT_APPROVED_FOR_EXECUTION",
    ],
  ] as const)("answers %o with %s %s", (error, status, code) => {
    expect(errorsOf(error)).toEqual([expect.objectContaining({ status, code })]);
  });

  it("points to the attribute that the gateway refused", () => {
    const refused = {
      code: "provider_rejected_request",
      detail: "was used",
      attribute: "token",
    } as const;
    expect(errorsOf(refused)).toEqual([
      {
        title: "was used",
        detail: "token - was used",
        code: "VALIDATION_ERROR",
        source: { pointer: "/data/attributes/token" },
        status: "422",
        meta: { error: "rejected_by_gateway" },
      },
    ]);
  });

  it("says how much is left, in the documented form", () => {
    const error = {
      code: "amount_exceeds_balance",
      requested: eur(900),
      available: eur(500),
    } as const;
    expect(errorsOf(error)[0]).toMatchObject({
      detail: "amount_cents - must be less than or equal to 500",
      meta: { error: "less_than_or_equal_to", value: 900, count: 500 },
    });
  });

  it("names each thing that an order lacks, where the client gives it", () => {
    const missing = ["customer_email", "shipping_address", "payment_source"];
    const pointers = errorsOf({ code: "order_incomplete", missing }).map(({ source }) => source);
    expect(pointers).toEqual([
      { pointer: "/data/attributes/customer_email" },
      { pointer: "/data/relationships/shipping_address" },
      { pointer: "/data/relationships/payment_source" },
    ]);
  });
});

describe("pointerOf", () => {
  it.each([
    ["attributes.token", "/data/attributes/token"],
    ["relationships.order", "/data/relationships/order"],
    ["email", "/data/attributes/customer_email"],
    ["zipCode", "/data/attributes/zip_code"],
    ["payment_method", "/data/relationships/payment_method"],
  ])("turns %s into %s", (path, pointer) => expect(pointerOf(path)).toBe(pointer));
});
