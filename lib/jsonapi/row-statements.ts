import type { ApiCaller } from "../auth/access-token";
import type { Actor } from "../deps";
import type { JsonObject } from "../json";
import type { ApiError } from "./api-error";
import { castOf } from "./lists/comparison";
import { isWritable, type Reference, type Resource } from "./resource";
import { MEMBERS } from "./row-attributes";
import { constant, joined, nothing, type Sql, sql } from "./sql";

/** One value on its way into a row. `value` null clears it: the column's default, or no such member. */
export type Cell = {
  /** The attribute's or the relationship's: what the history calls it. */
  name: string;
  column: string;
  isMember: boolean;
  value: Sql | null;
};

/** A row that must be there, and be seen by the caller, for the relationship of this name. */
export type Target = { name: string; resource: Resource; reference: Reference };

/** A condition; in an update it may ask of `old`, the row as it was. */
export type RowRule = { holds: Sql; error: ApiError };
export const ruleName = (index: number): string => `rule_${index}`;

/** Who writes, when, and as what it stands in the history. */
export type Story = {
  by: Actor;
  now: Date;
  event: string;
  /** Names whose values the history does not repeat. */
  untold: ReadonlySet<string>;
  /** More that the history says. */
  told: JsonObject;
};

export type Writing = {
  resource: Resource;
  id: string;
  cells: readonly Cell[];
  /** Columns that no body names, by their names. */
  columns: Readonly<Record<string, Sql>>;
  targets: readonly Target[];
  rules: readonly RowRule[];
  /** More CTEs of an insert, that may read `made`. */
  also: readonly Sql[];
  caller: ApiCaller;
  story: Story;
};

const ref = (alias: string, column: string): Sql => constant(`${alias}."${column}"`);
const quoted = (names: readonly string[]): Sql =>
  constant(names.map((name) => `"${name}"`).join(", "));

/** The value of one attribute, as PostgreSQL takes it. */
export function cellOf(resource: Resource, name: string, given: unknown): Cell {
  const attribute = resource.attributes[name];
  if (!attribute) throw new Error(`${resource.type} has no attribute ${name}.`);
  const column = attribute.columns === null ? name : attribute.columns[0];
  if (column === undefined) throw new Error(`${resource.type}.${name} has no column.`);
  const isMember = column === MEMBERS;
  const isJson = isMember || attribute.type === "object" || attribute.type === "array";
  const type = isJson ? "object" : attribute.type;
  const text = isJson ? JSON.stringify(given) : (given as string | number | boolean);
  return { name, column, isMember, value: given === null ? null : sql`${text}${castOf(type)}` };
}

/** The row that a caller may change or delete, as a condition on `t`. */
function own({ resource, id, caller }: Writing): Sql {
  const narrowed = constant(resource.where ? ` AND (${resource.where})` : "");
  return sql`t."id" = ${id}${narrowed} AND (${resource.scope(caller)})`;
}

/** `market`: whether the row that the body names is there for this caller; `rule_0`: whether it holds. */
const seenOf = ({ targets, rules, caller }: Writing): Sql[] => [
  ...targets.map(({ name, resource, reference }) => {
    const table = constant(`"${resource.table}" t`);
    const narrowed = constant(resource.where ? ` AND (${resource.where})` : "");
    return sql`EXISTS (SELECT 1 FROM ${table} WHERE t."id" = ${reference.id}${narrowed}
      AND (${resource.scope(caller)})) AS ${quoted([name])}`;
  }),
  ...rules.map(
    ({ holds }, index) => sql`coalesce(${holds}, FALSE) AS ${quoted([ruleName(index)])}`,
  ),
];

const allSeen = ({ targets, rules }: Writing): Sql => {
  const names = ["itself", ...targets.map(({ name }) => name), ...rules.map((_, i) => ruleName(i))];
  return constant(names.map((name) => `seen."${name}"`).join(" AND "));
};

const valueIn = (alias: string | null, { name, column, isMember }: Cell): Sql => {
  if (alias === null) return constant("NULL::jsonb");
  const cell = ref(alias, column);
  return isMember ? sql`(${cell}->${constant(`'${name}'`)})` : sql`to_jsonb(${cell})`;
};

/** `{name: [before, after]}` of what differs between two rows; alias null: there is none. */
function changesOf(writing: Writing, before: string | null, after: string | null): Sql {
  const { cells, story } = writing;
  const extra = sql`${JSON.stringify(story.told)}::jsonb`;
  if (cells.length === 0) return extra;
  const values = cells.map((cell) => {
    const name = constant(`'${cell.name}'`);
    const isTold = constant(story.untold.has(cell.name) ? "FALSE" : "TRUE");
    return sql`(${name}, ${valueIn(before, cell)}, ${valueIn(after, cell)}, ${isTold})`;
  });
  return sql`(SELECT coalesce(jsonb_object_agg(c.name, CASE WHEN c.told
      THEN jsonb_build_array(c.before, c.after) ELSE '"changed"'::jsonb END), '{}') || ${extra}
    FROM (VALUES ${joined(values)}) c(name, before, after, told)
    WHERE c.before IS DISTINCT FROM c.after)`;
}

/** The line in the history, of the row `alias`. */
function tell(writing: Writing, from: Sql, alias: string, changes: Sql): Sql {
  const { resource, story } = writing;
  const { by, now, event } = story;
  const hasOrder = resource.relationships.order?.column === "order_id";
  const orderId = hasOrder ? ref(alias, "order_id") : constant("NULL::text");
  return sql`told AS (
    INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind, actor_id,
      trace_id, changes)
    SELECT ${now}::timestamptz, ${event}, ${resource.type}, w.id, w.order_id, ${by.kind}, ${by.id}::text,
      ${by.traceId}, w.changes
    FROM (SELECT ${ref(alias, "id")} AS id, ${orderId} AS order_id, ${changes} AS changes FROM ${from}) w
    WHERE w.changes <> '{}' OR ${!event.endsWith(".updated")} RETURNING 1
  )`;
}

const membersOf = (cells: readonly Cell[]): Sql =>
  joined(
    cells.flatMap(({ name, value }) =>
      value ? [sql`jsonb_build_object(${constant(`'${name}'`)}, ${value})`] : [],
    ),
    " || ",
  );

/** One statement: the row, if all that it names is there, and its line in the history. */
export function insertRow(writing: Writing): Sql {
  const { resource, id, cells, columns, story } = writing;
  const given = cells.filter(({ value }) => value !== null);
  const values = new Map<string, Sql>([
    ["id", sql`${id}`],
    ["created_at", sql`${story.now}::timestamptz`],
    ["updated_at", sql`${story.now}::timestamptz`],
  ]);
  for (const { column, isMember, value } of given) {
    if (!isMember && value) values.set(column, value);
  }
  const members = given.filter(({ isMember }) => isMember);
  if (members.length > 0) values.set(MEMBERS, membersOf(members));
  for (const [column, value] of Object.entries(columns)) values.set(column, value);
  const changes = changesOf({ ...writing, cells: given }, null, "made");
  const seen = joined([constant('TRUE AS "itself"'), ...seenOf(writing)]);
  return sql`WITH seen AS MATERIALIZED (SELECT ${seen}), made AS (
    INSERT INTO ${constant(`"${resource.table}"`)} (${quoted([...values.keys()])})
    SELECT ${joined([...values.values()])} FROM seen WHERE ${allSeen(writing)} RETURNING *
  ), ${joined([tell(writing, constant("made"), "made", changes), ...writing.also])}
  SELECT to_jsonb(seen) AS "seen" FROM seen`;
}

/** One statement: what is given changes, nothing else; the history says what differs. */
export function updateRow(writing: Writing): Sql {
  const { resource, cells, columns, story } = writing;
  const table = constant(`"${resource.table}" t`);
  const sets = new Map<string, Sql>([["updated_at", sql`${story.now}::timestamptz`]]);
  for (const { column, isMember, value } of cells) {
    if (!isMember) sets.set(column, value ?? constant("DEFAULT"));
  }
  const members = cells.filter(({ isMember }) => isMember);
  if (members.length > 0) {
    const cleared = members.filter(({ value }) => value === null).map(({ name }) => name);
    const set = members.length > cleared.length ? sql` || ${membersOf(members)}` : nothing;
    sets.set(MEMBERS, sql`(${ref("t", MEMBERS)}${set}) - ${cleared}::text[]`);
  }
  for (const [column, value] of Object.entries(columns)) sets.set(column, value);
  const assignments = [...sets].map(([column, value]) => sql`${quoted([column])} = ${value}`);
  const seen = joined([constant('EXISTS (SELECT 1 FROM old) AS "itself"'), ...seenOf(writing)]);
  const saved = constant("saved JOIN old ON old.id = saved.id");
  return sql`WITH old AS MATERIALIZED (SELECT t.* FROM ${table} WHERE ${own(writing)} FOR UPDATE),
  seen AS MATERIALIZED (SELECT ${seen}), saved AS (
    UPDATE ${table} SET ${joined(assignments)} FROM old, seen
    WHERE t."id" = old."id" AND ${allSeen(writing)} RETURNING t.*
  ), ${tell(writing, saved, "saved", changesOf(writing, "old", "saved"))}
  SELECT to_jsonb(seen) AS "seen" FROM seen`;
}

/** One statement; the history keeps what the row said. */
export function deleteRow(writing: Writing): Sql {
  const table = constant(`"${writing.resource.table}" t`);
  return sql`WITH gone AS (DELETE FROM ${table} WHERE ${own(writing)} RETURNING t.*),
  ${tell(writing, constant("gone"), "gone", changesOf(writing, "gone", null))}
  SELECT jsonb_build_object('itself', EXISTS (SELECT 1 FROM gone)) AS "seen"`;
}

/** Every attribute that clients write, for the history of a row that goes. */
export const writtenNames = (resource: Resource, unstored: readonly string[] = []): string[] =>
  Object.entries(resource.attributes).flatMap(([name, attribute]) => {
    const isRead = attribute.read !== null && attribute.columns?.length !== 0;
    const isGiven = isWritable(attribute, "create") && !attribute.trigger;
    return isRead && isGiven && !unstored.includes(name) ? [name] : [];
  });
