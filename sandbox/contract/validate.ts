/**
 * Checks what went over the wire against Stripe's own types: every answer, its lists' items, its
 * errors, and the parameters of requests. An empty list of complaints means that it fits.
 */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from "ajv/dist/2020.js";
import { decodeForm, type FormObject } from "../stripe/form";
import { OBJECT_TYPES, stripeSchemas } from "./stripe-schemas";

const ORACLE = resolve("..", "shared", "spec", "oracles", "stripe-2026-10-28.objects.schema.json");
const BROWSER_MEMBERS = ["id", "object", "amount", "client_secret", "currency", "status"];

export interface Exchange {
  method: string;
  path: string;
  requestBody: string;
  status: number;
  headers: Headers;
  body: unknown;
  /** A publishable key gets a part of an intent only. */
  publishable: boolean;
}

export interface StripeValidator {
  /** Whether the second description, which is not part of the project, was at hand. */
  readonly withOracle: boolean;
  answer(exchange: Exchange): string[];
  request(exchange: Exchange): string[];
}

type Plain = Record<string, unknown>;

export function createStripeValidator(): StripeValidator {
  const answers = openSchema(stripeSchemas() as AnySchemaObject, "definitions", false);
  const params = openSchema(stripeSchemas() as AnySchemaObject, "definitions", true);
  const oracle = existsSync(ORACLE)
    ? openSchema(JSON.parse(readFileSync(ORACLE, "utf8")) as AnySchemaObject, "$defs", false)
    : null;
  const books = oracle === null ? [answers] : [answers, oracle];

  // Compiled before the first test: it takes seconds, in which no answer would be read.
  for (const book of books) {
    for (const type of Object.values(OBJECT_TYPES)) book.complaints(type, {}, false);
    book.complaints("PaymentIntent", {}, true);
    book.complaints("PaymentIntent.LastPaymentError", {}, false);
  }
  for (const [, type] of PARAMS) params.complaints(type, {}, false);

  const one = (object: unknown, publishable: boolean): string[] => {
    const type = typeOf(object);
    if (type === null) return [`an object of no known kind: ${JSON.stringify(object)}`];
    const partial = publishable && type === "PaymentIntent";
    return books.flatMap((book) => book.complaints(type, object, partial));
  };
  return {
    withOracle: oracle !== null,
    answer: ({ status, body, publishable }) => {
      if (!isPlain(body)) return ["the answer is not a JSON object"];
      if (status >= 400) return errorComplaints(body, books);
      if (body.object !== "list" && body.object !== "search_result") return one(body, publishable);
      return [...listComplaints(body), ...itemsOf(body).flatMap((item) => one(item, publishable))];
    },
    request: (exchange) => {
      const type = paramsTypeOf(exchange);
      if (type === null) return [];
      const given = plainForm(decodeForm(exchange.requestBody));
      return params.complaints(type, given, false);
    },
  };
}

/** Compiling is most of the time that this takes. */
const QUICK = { validateFormats: false, code: { optimize: false } } as const;

interface Book {
  complaints(type: string, value: unknown, partial: boolean): string[];
}

function openSchema(schema: AnySchemaObject, root: string, coerceTypes: boolean): Book {
  const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes, ...QUICK });
  // Both books keep to what draft 7 and 2020-12 have in common.
  const { $schema: _draft, ...open } = schema;
  ajv.addSchema({ ...open, $id: "stripe" });
  const compiled = new Map<string, ValidateFunction | null>();
  const compile = (type: string, partial: boolean): ValidateFunction | null => {
    const definition = (schema[root] as Plain)[type];
    if (!isPlain(definition)) return null;
    if (!partial) return ajv.compile({ $ref: `stripe#/${root}/${type}` });
    // The parts are those of the whole; only the list of required members is another.
    const parts = JSON.stringify(definition).replaceAll('"#/', '"stripe#/');
    const own = JSON.parse(parts) as AnySchemaObject;
    return ajv.compile({ ...own, $id: `partial-${type}`, required: BROWSER_MEMBERS });
  };
  return {
    complaints: (type, value, partial) => {
      const name = `${type} ${partial}`;
      const validate = compiled.has(name) ? compiled.get(name) : compile(type, partial);
      compiled.set(name, validate ?? null);
      // The second book describes fewer types.
      if (validate === null || validate === undefined) return [];
      if (validate(value)) return [];
      return (validate.errors ?? [])
        .slice(0, 8)
        .map(
          (error) =>
            `${type}${error.instancePath} ${error.message ?? ""} ${JSON.stringify(error.params)}`,
        );
    },
  };
}

function typeOf(object: unknown): string | null {
  if (!isPlain(object) || typeof object.object !== "string") return null;
  const name = object.deleted === true ? `deleted_${object.object}` : object.object;
  return Object.entries(OBJECT_TYPES).find(([kind]) => kind === name)?.[1] ?? null;
}

/** An error has the members of an intent's `last_payment_error`, its list of codes included. */
function errorComplaints(body: Plain, books: Book[]): string[] {
  const { error } = body;
  if (!isPlain(error)) return ["an error answer without `error`"];
  if (typeof error.message !== "string") return ["an error without a message"];
  // A browser's copy of a decline holds a part of the intent: checked apart.
  const { payment_intent: intent, ...rest } = error;
  const partial = isPlain(intent) && !("metadata" in intent);
  return books.flatMap((book) => [
    ...book.complaints("PaymentIntent.LastPaymentError", rest, false),
    ...(intent === undefined ? [] : book.complaints("PaymentIntent", intent, partial)),
  ]);
}

function listComplaints(body: Plain): string[] {
  const complaints: string[] = [];
  if (!Array.isArray(body.data)) complaints.push("a list without data");
  if (typeof body.has_more !== "boolean") complaints.push("a list without has_more");
  if (typeof body.url !== "string") complaints.push("a list without url");
  return complaints;
}

function itemsOf(body: Plain): unknown[] {
  return Array.isArray(body.data) ? body.data : [];
}

const PARAMS: readonly [RegExp, string][] = [
  [/^\/v1\/payment_intents$/, "PaymentIntentCreateParams"],
  [/^\/v1\/payment_intents\/\w+$/, "PaymentIntentUpdateParams"],
  [/^\/v1\/payment_intents\/\w+\/confirm$/, "PaymentIntentConfirmParams"],
  [/^\/v1\/payment_intents\/\w+\/capture$/, "PaymentIntentCaptureParams"],
  [/^\/v1\/payment_intents\/\w+\/cancel$/, "PaymentIntentCancelParams"],
  [/^\/v1\/refunds$/, "RefundCreateParams"],
  [/^\/v1\/customers$/, "CustomerCreateParams"],
  [/^\/v1\/webhook_endpoints$/, "WebhookEndpointCreateParams"],
];

/** Only of requests that were accepted, and of secret keys: a browser sends its own parameters. */
function paramsTypeOf({ method, path, status, publishable }: Exchange): string | null {
  if (method !== "POST" || publishable || (status >= 400 && status !== 402)) return null;
  const plain = path.split("?")[0] ?? "";
  return PARAMS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

function plainForm(form: FormObject): unknown {
  const entries = [...form].map(([key, value]): [string, unknown] => [
    key,
    value instanceof Map ? plainForm(value) : value,
  ]);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
