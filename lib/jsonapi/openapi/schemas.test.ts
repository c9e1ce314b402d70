import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isJsonObject, type Json } from "../../json";
import { fixed, integer, money, secret, shortText, string, trigger, writable } from "../attributes";
import { noOne, one } from "../relationships";
import { defineResource } from "../resource";
import { everybody } from "../scopes";
import { bodyExample, objectExample } from "./examples";
import { attributeWords, factsOf } from "./facts";
import { pathsOf } from "./paths";
import { bodySchema, givenSchema, objectSchema } from "./schemas";

const never = writable(
  fixed("string", null),
  z.custom<never>(() => false, "there are no coupons"),
);
const facts = factsOf(
  defineResource({
    type: "parcels",
    table: "parcels",
    scope: everybody,
    attributes: {
      code: writable(string(), shortText.min(1), "both", { required: true }),
      kind: writable(string(), z.enum(["box", "bag"]), "create"),
      weight: writable(integer(), z.int(), "both", { restricted: true }),
      key: secret(string()),
      coupon_code: never,
      ...money("amount", null),
      _send: trigger(),
    },
    relationships: {
      order: one("orders", "order_id", { on: "create", required: true }),
      label: noOne,
      later: one("labels", "label_id"),
    },
    create: async () => ({ ok: true, value: { id: "A" } }),
    update: async () => ({ ok: true, value: { id: "A" } }),
    remove: async () => ({ ok: true, value: { id: "A" } }),
  }),
);

/** The member that a path of names leads to. */
const member = (value: Json, path: string): Json | undefined =>
  path
    .split(".")
    .reduce<Json | undefined>(
      (found, name) => (isJsonObject(found) ? found[name] : undefined),
      value,
    );
const create = bodySchema(facts, "create");
const update = bodySchema(facts, "update");
const written = (body: Json, name: string) =>
  member(body, `properties.data.properties.attributes.properties.${name}`);

describe("a body's schema", () => {
  it("has what may be given then, and asks for what must be", () => {
    const names = (body: Json) =>
      Object.keys(member(body, "properties.data.properties.attributes.properties") ?? {});
    expect(names(create)).toEqual(["code", "kind", "weight", "coupon_code"]);
    expect(names(update)).toEqual(["code", "weight", "coupon_code", "_send"]);
    expect(member(create, "properties.data.properties.attributes.required")).toEqual(["code"]);
    expect(member(create, "properties.data.properties.relationships.required")).toEqual(["order"]);
    expect(member(update, "properties.data.properties.attributes.required")).toBeUndefined();
  });

  it("takes null for what may be cleared, and not for what is required", () => {
    expect(written(update, "code")).toMatchObject({ type: "string", minLength: 1 });
    expect(written(update, "weight")).toMatchObject({ type: ["integer", "null"] });
    const kind = { anyOf: [{ type: "string", enum: ["box", "bag"] }, { type: "null" }] };
    expect(written(create, "kind")).toMatchObject(kind);
  });

  it("says why what is documented is not offered", () => {
    const told = { type: "null", description: expect.stringContaining("there are no coupons") };
    expect(written(create, "coupon_code")).toMatchObject(told);
  });
});

describe("an answer's schema", () => {
  it("has what is read, and neither actions nor relationships that are not served", () => {
    const object = objectSchema(facts);
    const { attributes, relationships } = object.properties;
    expect(Object.keys(attributes.properties)).toEqual([
      ...["code", "kind", "weight", "key", "coupon_code"],
      ...["amount_cents", "amount_float", "formatted_amount"],
    ]);
    expect(Object.keys(relationships.properties)).toEqual(["order", "label"]);
    const key = { description: expect.stringContaining("Null for sales channels") };
    expect(attributes.properties.key).toMatchObject(key);
  });
});

describe("paths", () => {
  it("are those that are served: a relationship without end shares its own with others", () => {
    const paths = pathsOf(facts, new Map([[facts.type, facts]]));
    expect(Object.keys(paths)).toEqual([
      "/api/parcels",
      "/api/parcels/{id}",
      "/api/parcels/{id}/order",
      "/api/parcels/{id}/relationships/order",
      "/api/parcels/{id}/{relationship}",
      "/api/parcels/{id}/relationships/{relationship}",
    ]);
    expect(Object.keys(member(paths, "/api/parcels") ?? {})).toEqual(["post"]);
    const one = Object.keys(member(paths, "/api/parcels/{id}") ?? {});
    expect(one).toEqual(["parameters", "get", "patch", "delete"]);
  });
});

describe("examples", () => {
  it("give what must be given, and nothing that is not offered or restricted", () => {
    expect(bodyExample(facts, "create", givenSchema)).toEqual({
      data: {
        type: "parcels",
        attributes: { code: "ENAMEL-MUG" },
        relationships: { order: { data: { type: "orders", id: "ABCRtyUpBa" } } },
      },
    });
    expect(member(objectExample(facts), "attributes.amount_cents")).toBe(0);
  });
});

describe("the words of an attribute", () => {
  it("are its own type's before everybody's, and an amount's for its twins", () => {
    expect(attributeWords("orders", "token")).not.toBe(attributeWords("captures", "token"));
    expect(attributeWords("orders", "total_amount_float")).toBe(
      "Total without tax, as a decimal number, for display.",
    );
    expect(attributeWords("orders", "formatted_total_amount")).toBe("Total without tax, as text.");
    expect(attributeWords("orders", "no_such_thing")).toBeNull();
  });
});
