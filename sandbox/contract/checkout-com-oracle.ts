/** Says of an answer whether Checkout.com's own description of its API allows it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { z } from "zod";
import type { Exchange } from "./checkout-com-recorder";

const FOLDER = join("..", "shared", "spec", "oracles");
const SEEDS = join("..", "shared", "spec", "seeds");

const description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});
const operation = z.looseObject({
  responses: z.record(
    z.string(),
    z.looseObject({
      content: z
        .looseObject({ "application/json": z.looseObject({ schema: z.unknown() }).optional() })
        .optional(),
    }),
  ),
});

export interface Oracle {
  /**
   * Null where the description knows no such operation or status; else what is wrong, empty when it
   * fits.
   */
  errorsOf(exchange: Exchange): string[] | null;
  samples: Record<string, unknown>;
  /** The documentation's example of an approved payment. */
  approvedExample: unknown;
}

/** Null where the folder of others' descriptions is not there. */
export function loadOracle(): Oracle | null {
  const file = join(FOLDER, "checkout-com-nas.2023-04.openapi.json");
  if (!existsSync(file)) return null;
  const api = description.parse(JSON.parse(readFileSync(file, "utf8")));
  // Known fault of that edition: balances "require" an `id` that they do not have.
  const balances = api.components.schemas.PaymentResponseBalances;
  if (balances !== undefined)
    api.components.schemas.PaymentResponseBalances = { ...balances, required: [] };
  const ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema({ ...api, $id: "cko" });
  const compiled = new Map<string, ValidateFunction>();
  const templates = Object.keys(api.paths);
  const samples = z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(readFileSync(join(FOLDER, "checkout-com-samples.json"), "utf8")));

  const errorsOf = (exchange: Exchange): string[] | null => {
    const template = templateOf(templates, exchange.path);
    const described = api.paths[template ?? ""]?.[exchange.method.toLowerCase()];
    const response =
      described === undefined
        ? undefined
        : operation.parse(described).responses[String(exchange.status)];
    if (response === undefined) return sampleErrors(exchange, samples);
    const schema = response.content?.["application/json"]?.schema;
    if (schema === undefined) return exchange.body === "" ? [] : ["the body should be empty"];
    const name = `${template} ${exchange.method} ${exchange.status}`;
    const validate = compiled.get(name) ?? ajv.compile(rooted(schema));
    compiled.set(name, validate);
    const body = parse(exchange.body);
    if (validate(body)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
  return { errorsOf, samples, approvedExample: seedExample() };
}

/**
 * Checkout.com's $refs are local to its document, so that a part of it is compiled against the
 * whole.
 */
function rooted(schema: unknown): object {
  const text = JSON.stringify(schema).replaceAll('"#/', '"cko#/');
  return z.looseObject({}).parse(JSON.parse(text));
}

/** The described path, a literal one before one with parameters. */
function templateOf(templates: readonly string[], target: string): string | null {
  const parts = (target.split("?")[0] ?? "").split("/");
  const fits = templates.filter((template) => {
    const expected = template.split("/");
    if (expected.length !== parts.length) return false;
    return expected.every((part, index) => part.startsWith("{") || part === parts[index]);
  });
  const [best] = fits.sort((a, b) => a.split("{").length - b.split("{").length);
  return best ?? null;
}

/**
 * Payment sessions are younger than the description: they are held against the provider's sample.
 */
function sampleErrors(exchange: Exchange, samples: Record<string, unknown>): string[] | null {
  const isSession = exchange.path === "/payment-sessions" && exchange.status === 201;
  return isSession ? missingFrom(parse(exchange.body), samples.payment_session_response_201) : null;
}

/** Paths of the members of `example` that `actual` lacks or holds in another type. */
export function missingFrom(actual: unknown, example: unknown, path = ""): string[] {
  if (Array.isArray(example)) {
    if (!Array.isArray(actual)) return [`${path} is not a list`];
    return actual.flatMap((item, index) => missingFrom(item, example[0], `${path}/${index}`));
  }
  if (typeof example === "object" && example !== null) {
    if (typeof actual !== "object" || actual === null) return [`${path} is not an object`];
    const members = new Map<string, unknown>(Object.entries(actual));
    return Object.entries(example).flatMap(([name, value]) =>
      members.has(name)
        ? missingFrom(members.get(name), value, `${path}/${name}`)
        : [`${path}/${name} is missing`],
    );
  }
  return typeof actual === typeof example ? [] : [`${path} is not a ${typeof example}`];
}

function seedExample(): unknown {
  const file = join(SEEDS, "checkout-com-request-a-card-payment.txt");
  if (!existsSync(file)) return null;
  const text = readFileSync(file, "utf8");
  const line = text.split("\n").find((candidate) => candidate.startsWith('{"id": "pay_'));
  return line === undefined ? null : parse(line.slice(0, line.lastIndexOf("}") + 1));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
