/** Stripe's search: https://docs.stripe.com/search, the part of its language that intents need. */
import type Stripe from "stripe";
import type { Call } from "../endpoint";
import { invalidParameter } from "../errors";
import { integer, parseParams, required, text } from "../params";

/** "Data is searchable in less than a minute": here it takes the whole of it, by the sandbox's clock. */
const LAG_S = 60;
const LIMIT_DEFAULT = 10;
const LIMIT_MAX = 100;

type Test = (intent: Stripe.PaymentIntent) => boolean;

/** GET /v1/payment_intents/search, newest first. What is younger than a minute is not found. */
export function searchIntents({ account, context, form }: Call): object {
  const given = parseParams({ query: text(), limit: integer(1), page: text() }, form);
  const fits = parseQuery(required(given.query, "query"));
  const limit = Math.min(given.limit ?? LIMIT_DEFAULT, LIMIT_MAX);
  const before = context.now() / 1000 - LAG_S;
  const found = account.intents
    .list()
    .filter((intent) => intent.created <= before && fits(intent))
    .reverse();
  const start = given.page == null ? 0 : found.findIndex(({ id }) => id === given.page) + 1;
  const data = found.slice(start, start + limit);
  const more = found.length > start + limit;
  return {
    object: "search_result",
    data,
    has_more: more,
    next_page: more ? (data.at(-1)?.id ?? null) : null,
    url: "/v1/payment_intents/search",
  };
}

const CLAUSE =
  /^\s*(-?)(?:metadata\[(["'])(.+?)\2\]|(\w+))\s*(:|>=|<=|>|<|=)\s*(?:(["'])((?:\\.|(?!\6).)*)\6|([\w.-]+))\s*/;

/** Clauses joined by AND, or by OR, not by both. Throws Stripe's 400 for what it cannot read. */
export function parseQuery(query: string): Test {
  const tests: Test[] = [];
  const joints = new Set<string>();
  let rest = query;
  for (;;) {
    const match = CLAUSE.exec(rest);
    if (match === null) throw unreadable(query);
    tests.push(clause(match, query));
    rest = rest.slice(match[0].length);
    if (rest === "") break;
    const joint = /^(AND|OR)\s/i.exec(rest)?.[1]?.toUpperCase() ?? "AND";
    joints.add(joint);
    if (joints.size > 1) throw unreadable(query);
    rest = rest.replace(/^(AND|OR)\s+/i, "");
  }
  const any = joints.has("OR");
  return (intent) =>
    any ? tests.some((test) => test(intent)) : tests.every((test) => test(intent));
}

function clause(match: RegExpExecArray, query: string): Test {
  const [, minus, , key, field = "", operator = ":", , quoted, bare] = match;
  const wanted = (quoted ?? bare ?? "").replaceAll(/\\(.)/g, "$1");
  const read =
    key === undefined ? FIELDS[field] : (intent: Stripe.PaymentIntent) => intent.metadata[key];
  if (read === undefined) throw unreadable(query);
  return (intent) => compare(read(intent), operator, wanted) !== (minus === "-");
}

const FIELDS: Record<string, (intent: Stripe.PaymentIntent) => unknown> = {
  amount: (intent) => intent.amount,
  created: (intent) => intent.created,
  currency: (intent) => intent.currency,
  customer: (intent) => intent.customer,
  status: (intent) => intent.status,
};

function compare(actual: unknown, operator: string, wanted: string): boolean {
  if (operator === ":" || operator === "=") {
    return wanted === "null" ? actual == null : String(actual) === wanted;
  }
  if (typeof actual !== "number") return false;
  const bound = Number(wanted);
  if (operator === ">") return actual > bound;
  if (operator === "<") return actual < bound;
  return operator === ">=" ? actual >= bound : actual <= bound;
}

function unreadable(query: string): Error {
  const message = `We were unable to parse your search query: ${query}. Visit https://docs.stripe.com/search.`;
  return invalidParameter("query", message);
}
