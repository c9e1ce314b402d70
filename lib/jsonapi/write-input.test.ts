import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json";
import { findResource } from "./registry";
import { readWrite } from "./write-input";

function resourceOf(type: string) {
  const resource = findResource(type);
  if (!resource) throw new Error(type);
  return resource;
}
const orderLink = { order: { data: { type: "orders", id: "ABCRtyUpBa" } } };

function create(type: string, rest: JsonObject, isIntegration = true) {
  const data = { type, ...rest };
  return readWrite(resourceOf(type), data, { on: "create", id: null }, { isIntegration });
}
const faults = (result: ReturnType<typeof create>) =>
  result.ok
    ? []
    : result.error.map(({ status, code, source }) => [
        status,
        code,
        source && "pointer" in source ? source.pointer : null,
      ]);

describe("readWrite", () => {
  it("takes what the resource's file allows", () => {
    const result = create("external_payments", {
      attributes: { payment_source_token: "xxxx.yyyy.zzzz", metadata: { foo: "bar" } },
      relationships: orderLink,
    });
    expect(result).toEqual({
      ok: true,
      value: {
        attributes: { payment_source_token: "xxxx.yyyy.zzzz", metadata: { foo: "bar" } },
        references: { order: { type: "orders", id: "ABCRtyUpBa" } },
      },
    });
  });

  it("names everything that is missing at once", () => {
    expect(faults(create("external_payments", {}))).toEqual([
      ["422", "VALIDATION_ERROR", "/data/attributes/payment_source_token"],
      ["422", "VALIDATION_ERROR", "/data/relationships/order"],
    ]);
  });

  it("takes null for a missing value when something is made", () => {
    const attributes = { stripe_id: null, client_secret: null };
    const result = create("stripe_payments", { attributes, relationships: orderLink });
    expect(result.ok && result.value.attributes).toEqual({});
    const blank = create("external_payments", {
      attributes: { payment_source_token: null },
      relationships: orderLink,
    });
    expect(faults(blank)).toEqual([
      ["422", "VALIDATION_ERROR", "/data/attributes/payment_source_token"],
    ]);
  });

  it.each([
    ["an unknown attribute", { payment_source_token: "t", amount_cents: 1 }, "amount_cents"],
    ["a readable one", { payment_source_token: "t", created_at: "2026" }, "created_at"],
    ["a wrong kind of value", { payment_source_token: 7 }, "payment_source_token"],
    ["too long a value", { payment_source_token: "x".repeat(5_000) }, "payment_source_token"],
    ["a card number", { payment_source_token: "4242 4242 4242 4242" }, "payment_source_token"],
    ["a list for an object", { payment_source_token: "t", metadata: [1] }, "metadata"],
    ["a name of the language", { payment_source_token: "t", constructor: 1 }, "constructor"],
  ])("refuses %s with a pointer to it", (_, attributes, name) => {
    const result = create("external_payments", { attributes, relationships: orderLink });
    expect(faults(result)).toEqual([["422", "VALIDATION_ERROR", `/data/attributes/${name}`]]);
  });

  it.each([
    ["another type", { order: { data: { type: "skus", id: "A" } } }],
    ["no data", { order: {} }],
    ["a list", { order: { data: [] } }],
    ["no id", { order: { data: { type: "orders" } } }],
    ["null", { order: { data: null } }],
  ])("refuses an order relationship with %s", (_, relationships) => {
    const attributes = { payment_source_token: "t" };
    const result = create("external_payments", { attributes, relationships });
    expect(faults(result)).toEqual([["422", "VALIDATION_ERROR", "/data/relationships/order"]]);
  });

  it("refuses a relationship that cannot be set", () => {
    const relationships = { ...orderLink, payment_gateway: { data: null } };
    const attributes = { payment_source_token: "t" };
    const result = create("external_payments", { attributes, relationships });
    expect(faults(result)).toEqual([
      ["422", "VALIDATION_ERROR", "/data/relationships/payment_gateway"],
    ]);
  });

  it("keeps prices of one's own for integrations", () => {
    const rest = {
      attributes: { name: "Gift wrap", unit_amount_cents: 300, quantity: 1 },
      relationships: orderLink,
    };
    expect(create("line_items", rest).ok).toBe(true);
    expect(faults(create("line_items", rest, false))).toEqual([
      ["401", "UNAUTHORIZED", "/data/attributes/unit_amount_cents"],
    ]);
  });

  it("tells a wrong type (409), an own id (403) and a foreign key (400) apart", () => {
    const wrong = { type: "stripe_payments" };
    expect(faults(create("external_payments", wrong))).toEqual([["409", "CONFLICT", "/data/type"]]);
    const untyped = readWrite(
      resourceOf("orders"),
      {},
      { on: "create", id: null },
      { isIntegration: true },
    );
    expect(faults(untyped)).toEqual([["422", "VALIDATION_ERROR", "/data/type"]]);
    expect(faults(create("orders", { id: "ABCRtyUpBa" }))).toEqual([
      ["403", "FORBIDDEN", "/data/id"],
    ]);
    const patch = (id: string) =>
      readWrite(
        resourceOf("orders"),
        { type: "orders", id },
        { on: "update", id: "ABCRtyUpBa" },
        { isIntegration: true },
      );
    expect(faults(patch("ZZZRtyUpBa"))).toEqual([["400", "KEY_NOT_INCLUDED_IN_URL", "/data/id"]]);
    expect(patch("ABCRtyUpBa").ok).toBe(true);
  });

  it.each([
    [true, true],
    [1, true],
    ["true", true],
    [false, undefined],
    [0, undefined],
    ["false", undefined],
    [null, undefined],
  ])("runs a trigger for %j: %j", (value, meant) => {
    const data = { type: "orders", id: "A", attributes: { _place: value } };
    const writing = { on: "update", id: "A" } as const;
    const result = readWrite(resourceOf("orders"), data, writing, { isIntegration: false });
    expect(result.ok && result.value.attributes).toEqual(meant ? { _place: true } : {});
  });

  it("has no triggers when something is made", () => {
    expect(faults(create("orders", { attributes: { _place: true } }))).toEqual([
      ["422", "VALIDATION_ERROR", "/data/attributes/_place"],
    ]);
  });
});
