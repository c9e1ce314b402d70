import type { Json, JsonObject } from "../../json";
import type { AttributeFacts, RelationshipFacts, ResourceFacts } from "./facts";

/** Example values: what the shop's own demo would say. Ids and times are the documents' own. */

export const EXAMPLE_ID = "ABCRtyUpBa";
const EXAMPLE_TIME = "2026-11-21T12:00:00.000Z";

const NAMED: Readonly<Record<string, Json>> = {
  "addresses.name": "Ines Koch, Oranienstraße 1 10999 Berlin DE",
  amount_cents: 6500,
  authorize_url: "https://pay.example.com/authorize",
  callback_url: "https://erp.example.com/kassa",
  city: "Berlin",
  code: "ENAMEL-MUG",
  country_code: "DE",
  currency_code: "EUR",
  customer_email: "ines@shop.example",
  email: "ines@shop.example",
  failure_url: "https://shop.example/failure",
  first_name: "Ines",
  last_name: "Koch",
  line_1: "Oranienstraße 1",
  login: "sk_test_xxxxxxxxxxxx",
  name: "Enamel mug",
  "orders.status": "pending",
  number: "10042",
  payment_source_token: "xxxx.yyyy.zzzz",
  payment_source_type: "external_payments",
  payment_status: "unpaid",
  phone: "+49 30 1234567",
  public_key: "pk_sbox_xxxxxxxxxxxx",
  publishable_key: "pk_test_xxxxxxxxxxxx",
  quantity: 2,
  reference: "ERP-4711",
  secret_key: "sk_sbox_xxxxxxxxxxxx",
  sku_code: "ENAMEL-MUG",
  "skus.code": "TIN-CUP",
  skus_count: 2,
  success_url: "https://shop.example/success",
  tax_rate: 0.19,
  topic: "orders.pay",
  total_amount_with_taxes_cents: 6500,
  zip_code: "10999",
};

/** Null where there is none; a name may mean a text here and a number there. */
function namedExample(type: string, { name, attribute }: AttributeFacts): Json {
  const value = NAMED[`${type}.${name}`] ?? NAMED[name] ?? null;
  const isNumber = attribute.type === "integer" || attribute.type === "float";
  return typeof value === (isNumber ? "number" : "string") ? value : null;
}

/** As it comes with an answer. */
export function readExample(type: string, facts: AttributeFacts): Json {
  const { name, attribute, fixed } = facts;
  if (fixed) return fixed.value;
  const named = namedExample(type, facts);
  if (named !== null) return named;
  switch (attribute.type) {
    case "integer":
      return name.endsWith("_cents") ? 2800 : 0;
    case "float":
      return name.endsWith("_float") ? 28 : null;
    case "boolean":
      return false;
    case "datetime":
      return name === "created_at" || name === "updated_at" ? EXAMPLE_TIME : null;
    case "object":
      return name === "metadata" ? {} : null;
    case "array":
      return [];
    case "string":
      return name.startsWith("formatted_") ? "€28,00" : null;
    default:
      throw new Error(`Unknown: ${attribute.type satisfies never}`);
  }
}

/** As it may be given; undefined: an example does without. */
function writeExample(type: string, facts: AttributeFacts, schema: JsonObject): Json | undefined {
  const { isRequired, isRestricted, isTrigger, notOffered } = facts;
  const isLeftOut = isTrigger || notOffered !== null || (isRestricted && !isRequired);
  if (isLeftOut) return undefined;
  const named = namedExample(type, facts);
  if (named !== null && (isRequired || !Array.isArray(schema.enum))) return named;
  if (!isRequired) return undefined;
  const { enum: values } = schema;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(values)) return values[0];
  if (schema.format === "uri") return "https://shop.example/page";
  return (
    { integer: 1, number: 1, boolean: true, object: {}, array: [] }[String(schema.type)] ?? "A"
  );
}

const reference = ({ types }: RelationshipFacts) => ({
  data: { type: types[0] ?? "", id: EXAMPLE_ID },
});

/** A body that makes one, or changes one. */
export function bodyExample(
  { type, attributes, relationships }: ResourceFacts,
  on: "create" | "update",
  schemaOf: (facts: AttributeFacts) => JsonObject,
): JsonObject {
  const given: Record<string, Json> = {};
  for (const facts of attributes) {
    if (!(on === "create" ? facts.isCreatable : facts.isUpdatable)) continue;
    const value = writeExample(type, facts, schemaOf(facts));
    if (value !== undefined) given[facts.name] = value;
  }
  const related = relationships.filter(({ isCreatable, isRequired }) => isCreatable && isRequired);
  const withRelated = on === "create" && related.length > 0;
  return {
    data: {
      type,
      ...(on === "update" ? { id: EXAMPLE_ID } : {}),
      attributes: given,
      ...(withRelated
        ? { relationships: Object.fromEntries(related.map((each) => [each.name, reference(each)])) }
        : {}),
    },
  };
}

/** One resource as an answer shows it. */
export function objectExample({ type, attributes, relationships }: ResourceFacts): JsonObject {
  const self = `https://pay.example.com/api/${type}/${EXAMPLE_ID}`;
  const readable = attributes.filter(({ isReadable }) => isReadable);
  return {
    id: EXAMPLE_ID,
    type,
    links: { self },
    attributes: Object.fromEntries(readable.map((each) => [each.name, readExample(type, each)])),
    relationships: Object.fromEntries(
      relationships.map(({ name }) => [
        name,
        { links: { self: `${self}/relationships/${name}`, related: `${self}/${name}` } },
      ]),
    ),
    meta: { mode: "test", organization_id: "kLmNoPqRsT", trace_id: "0".repeat(64) },
  };
}
