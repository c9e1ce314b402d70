import { isJsonObject, type Json } from "../../json";
import { constant, joined, type Sql, type SqlValue, sql } from "../sql";
import { type Comparison, castOf } from "./comparison";

/**
 * The documented predicates of `filter[q]`, each as SQL. A value that does not fit its attribute is refused with a
 * sentence. As in SQL, what has no value meets neither a comparison nor its opposite.
 */

type Verdict = { ok: true; value: Sql } | { ok: false; detail: string };
type Predicate = (compared: Comparison, given: string) => Verdict;

/** Of one `_in`, `_any` or `_all`. */
export const VALUES_MAX = 500;

const refused = (detail: string): Verdict => ({ ok: false, detail });
const met = (value: Sql): Verdict => ({ ok: true, value });

type Value = { ok: true; value: SqlValue } | { ok: false; detail: string };
const INTEGER = /^[+-]?\d{1,15}$/;
const FLOAT = /^[+-]?\d{1,15}(\.\d{1,15})?$/;
const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

/** The text of a parameter as a value of the attribute's type. */
function readValue({ type, digest }: Comparison, text: string): Value {
  const no = (kind: string): Value => ({ ok: false, detail: `must be ${kind}` });
  switch (type) {
    case "string":
      return { ok: true, value: digest ? digest(text) : text };
    case "integer":
      return INTEGER.test(text) ? { ok: true, value: Number(text) } : no("a whole number");
    case "float":
      return FLOAT.test(text) ? { ok: true, value: Number(text) } : no("a number");
    case "boolean": {
      const value = TRUTHS.get(text);
      return value === undefined ? no("true or false") : { ok: true, value };
    }
    case "datetime": {
      const time = TIME.test(text) ? new Date(text) : null;
      const isTime = time !== null && !Number.isNaN(time.getTime());
      return isTime ? { ok: true, value: time } : no("a time like 2026-01-31T12:00:00Z");
    }
    case "object":
    case "array":
      return { ok: false, detail: "cannot be compared with one value" };
    default:
      throw new Error(`Unknown: ${type satisfies never}`);
  }
}

const comparing =
  (operator: string): Predicate =>
  (compared, given) => {
    const value = readValue(compared, given);
    if (!value.ok) return refused(value.detail);
    const { sql: left, type } = compared;
    return met(sql`${left} ${constant(operator)} ${value.value}${castOf(type)}`);
  };

/** `%` and `_` are a pattern's; in plain words they stand for themselves. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

const like =
  (patternOf: (given: string) => string, not: "" | "NOT " = ""): Predicate =>
  ({ sql: left, type }, given) =>
    type === "object" || type === "array"
      ? refused("cannot be compared with a text")
      : met(sql`(${left})::text ${constant(`${not}ILIKE`)} ${patternOf(given)}`);

const BASES = {
  matches: like((given) => given),
  does_not_match: like((given) => given, "NOT "),
  lt: comparing("<"),
  lteq: comparing("<="),
  gt: comparing(">"),
  gteq: comparing(">="),
  start: like((given) => `${literally(given)}%`),
  not_start: like((given) => `${literally(given)}%`, "NOT "),
  end: like((given) => `%${literally(given)}`),
  not_end: like((given) => `%${literally(given)}`, "NOT "),
  cont: like((given) => `%${literally(given)}%`),
  not_cont: like((given) => `%${literally(given)}%`, "NOT "),
} as const satisfies Record<string, Predicate>;

const eq = comparing("=");
const notEq = comparing("<>");

const valuesOf = (given: string): string[] => given.split(",").map((value) => value.trim());

/** The predicate over each of several values, joined by a word. */
const several =
  (predicate: Predicate, word: "OR" | "AND"): Predicate =>
  (compared, given) => {
    const values = valuesOf(given);
    if (values.length > VALUES_MAX) return refused(`may have at most ${VALUES_MAX} values`);
    const parts: Sql[] = [];
    for (const value of values) {
      const part = predicate(compared, value);
      if (!part.ok) return part;
      parts.push(part.value);
    }
    return met(sql`(${joined(parts, ` ${word} `)})`);
  };

const within =
  (word: "IN" | "NOT IN"): Predicate =>
  (compared, given) => {
    const texts = valuesOf(given);
    if (texts.length > VALUES_MAX) return refused(`may have at most ${VALUES_MAX} values`);
    const values: Sql[] = [];
    for (const text of texts) {
      const value = readValue(compared, text);
      if (!value.ok) return refused(value.detail);
      values.push(sql`${value.value}${castOf(compared.type)}`);
    }
    return met(sql`${compared.sql} ${constant(word)} (${joined(values)})`);
  };

/** With `true` or `1` the condition, with `false` or `0` its opposite. */
const asked =
  (condition: (compared: Comparison) => Sql): Predicate =>
  (compared, given) => {
    const truth = TRUTHS.get(given.toLowerCase());
    if (truth === undefined) return refused("must be true or false");
    const met_ = condition(compared);
    return met(truth ? sql`(${met_})` : sql`NOT (${met_})`);
  };

/** No value, an empty text, or an object without members. */
function blank({ sql: left, type }: Comparison): Sql {
  if (type === "string") return sql`${left} IS NULL OR btrim((${left})::text) = ''`;
  if (type === "boolean") return sql`${left} IS NOT TRUE`;
  if (type !== "object" && type !== "array") return sql`${left} IS NULL`;
  return sql`${left} IS NULL OR ${left} IN ('{}'::jsonb, '[]'::jsonb, 'null'::jsonb)`;
}

const isTruth =
  (condition: string): Predicate =>
  (compared, given) =>
    compared.type === "boolean"
      ? asked(({ sql: left }) => sql`${left} ${constant(condition)}`)(compared, given)
      : refused("is for true and false only");

const contains: Predicate = ({ sql: left, type }, given) => {
  if (type !== "object") return refused("is for objects only");
  let value: Json;
  try {
    value = JSON.parse(given) as Json; // JSON.parse answers nothing else.
  } catch {
    return refused("must be JSON");
  }
  return isJsonObject(value)
    ? met(sql`${left} @> ${JSON.stringify(value)}::jsonb`)
    : refused("must be a JSON object");
};

const orNull =
  (predicate: Predicate): Predicate =>
  (compared, given) => {
    const part = predicate(compared, given);
    return part.ok ? met(sql`(${part.value} OR ${compared.sql} IS NULL)`) : part;
  };

const SEVERAL = Object.entries(BASES).flatMap(([name, predicate]): [string, Predicate][] => [
  [name, predicate],
  [`${name}_any`, several(predicate, "OR")],
  [`${name}_all`, several(predicate, "AND")],
]);

export const PREDICATES: ReadonlyMap<string, Predicate> = new Map<string, Predicate>([
  ...SEVERAL,
  ["eq", eq],
  ["not_eq", notEq],
  ["not_eq_all", several(notEq, "AND")],
  ["in", within("IN")],
  ["not_in", within("NOT IN")],
  ["not_in_or_null", orNull(within("NOT IN"))],
  ["present", asked((compared) => sql`NOT (${blank(compared)})`)],
  ["blank", asked(blank)],
  ["null", asked(({ sql: left }) => sql`${left} IS NULL`)],
  ["not_null", asked(({ sql: left }) => sql`${left} IS NOT NULL`)],
  ["true", isTruth("IS TRUE")],
  ["false", isTruth("IS FALSE")],
  ["jcont", contains],
]);

/** What can be asked of a text of which only a digest is kept. */
export const WHOLE_PREDICATES: ReadonlySet<string> = new Set(
  ["eq", "not_eq", "in", "not_in", "not_in_or_null", "not_eq_all"].concat([
    "present",
    "blank",
    "null",
    "not_null",
  ]),
);

/** Longest first: `not_eq` is not an attribute's `_not` that is compared by `eq`. */
export const PREDICATE_NAMES: readonly string[] = [...PREDICATES.keys()].sort(
  (a, b) => b.length - a.length,
);
