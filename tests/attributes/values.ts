// A value that fits an attribute, by its name and type; fixtures know better where it must mean something.
import type { Json } from "@/lib/json";
import type { Documented } from "./catalogue";

const BY_NAME: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["currency_code", "EUR"],
  ["country_code", "DE"],
  ["language_code", "de"],
  ["email", "lena@shop.example"],
  ["customer_email", "lena@shop.example"],
  ["receipt_email", "lena@shop.example"],
  ["password", "a long enough password 9"],
  ["customer_password", "a long enough password 9"],
  ["quantity", 2],
  ["unit_of_weight", "gr"],
  ["external_includes", ["order"]],
]);

/** What is unique has another value each time. */
let turn = 0;

export function fittingValue({ name, type }: Documented): Json {
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  turn += 1;
  switch (type) {
    case "string":
      return name.endsWith("_url") ? `https://shop.example/${name}/${turn}` : `${name} ${turn}`;
    case "integer":
      return 100 + turn;
    case "float":
      return 1.5;
    case "boolean":
      return true;
    case "datetime":
      return "2031-05-06T07:08:09.000Z";
    case "object":
      return { turn };
    case "array":
      return ["order"];
  }
}

/** A filter's predicate and its value, both of the attribute's kind. */
export function fittingFilter({ type }: Documented): string {
  switch (type) {
    case "string":
      return "eq]=nobody";
    case "integer":
    case "float":
      return "gt]=1";
    case "boolean":
      return "eq]=true";
    case "datetime":
      return "lt]=2031-05-06T07:08:09.000Z";
    case "object":
    case "array":
      return "null]=false";
  }
}
