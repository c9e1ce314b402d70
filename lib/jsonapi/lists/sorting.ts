import { z } from "zod";
import { err, ok, type Result } from "../../result";
import { type ApiError, badParameter } from "../api-error";
import type { Resource } from "../resource";
import { constant, joined, nothing, type Sql, sql } from "../sql";
import { type Comparison, castOf, keyOf, orderingOf } from "./comparison";

/** How a list runs. `at` is what a cursor remembers of a row; null: pages of this order have numbers only. */
export type Sorting = {
  name: string;
  parts: readonly { sql: Sql; isDescending: boolean }[];
  at: Comparison | null;
  isDescending: boolean;
};

export const FIELDS_MAX = 5;
/** Never null, so that a page can begin after one of these. */
const STEADY: ReadonlySet<string> = new Set(["created_at", "updated_at", "id"]);

/** `sort=-created_at,code`. Rows that are equal in all of it stand by their ids. */
export function readSorting(resource: Resource, given: string | null): Result<Sorting, ApiError> {
  const names = (given ?? "").split(",").map((name) => name.trim());
  const wanted = names.filter(Boolean);
  if (wanted.length > FIELDS_MAX) {
    return err(badParameter("sort", `may name at most ${FIELDS_MAX} attributes`));
  }
  // The history's own order is that of its ids.
  const usual = resource.key ? "id" : "created_at";
  if (wanted.length === 0) wanted.push(usual);
  const parts: { sql: Sql; isDescending: boolean }[] = [];
  for (const field of wanted) {
    const isDescending = field.startsWith("-");
    const name = isDescending ? field.slice(1) : field;
    const isOffered = name === usual || resource.lists?.sort.has(name);
    const compared = isOffered ? orderingOf(resource, name) : null;
    if (!compared)
      return err(badParameter("sort", `${name} is not an attribute that can be sorted by`));
    parts.push({ sql: compared.sql, isDescending });
  }
  const [first = ""] = wanted;
  const isDescending = first.startsWith("-");
  const name = isDescending ? first.slice(1) : first;
  const isSteady = wanted.length === 1 && STEADY.has(name);
  return ok({
    name: wanted.join(","),
    parts,
    at: isSteady ? orderingOf(resource, name) : null,
    isDescending,
  });
}

/** Where rows stand while a list is made: in the resource's table, or among the few that were found already. */
type Place = "t" | "found";

/** What the list runs by, as columns of what was found. */
export const sortedColumns = ({ parts }: Sorting): Sql =>
  joined(parts.map((part, at) => sql`${part.sql} AS ${constant(`sort_${at}`)}`));

const keyIn = (resource: Resource, place: Place): Sql =>
  constant(place === "t" ? keyOf(resource) : "list_key");

export function orderBy(resource: Resource, { parts, isDescending }: Sorting, place: Place): Sql {
  const direction = (isDown: boolean) => constant(isDown ? " DESC" : "");
  const columns = parts.map((part, at) => {
    const column = place === "t" ? part.sql : constant(`sort_${at}`);
    return sql`${column}${direction(part.isDescending)}`;
  });
  return sql`ORDER BY ${joined(columns)}, ${keyIn(resource, place)}${direction(isDescending)}`;
}

/** Where the page before ended: what of its last row the list runs by, and the row's id. */
type Cursor = { at: string; id: string };

const cursorSchema = z.tuple([z.string(), z.string().max(64), z.string().max(64)]);

export const cursorText = ({ name }: Sorting, { at, id }: Cursor): string =>
  Buffer.from(JSON.stringify([name, at, id])).toString("base64url");

/** Null for what is no cursor of this order. */
export function readCursor(resource: Resource, sorting: Sorting, text: string): Cursor | null {
  const read = cursorSchema.safeParse(jsonOf(Buffer.from(text, "base64url").toString()));
  if (!read.success || read.data[0] !== sorting.name || sorting.at === null) return null;
  const [, at, id] = read.data;
  const isKey = resource.key ? resource.key.valueOf(id) !== null : ID.test(id);
  return isKey && isAt(sorting.at, at) ? { at, id } : null;
}

const ID = /^[\w-]+$/;

function isAt({ type }: Comparison, at: string): boolean {
  switch (type) {
    case "datetime":
      return TIME.test(at) && !Number.isNaN(Date.parse(at)) && isDay(at.slice(0, 10));
    case "integer":
      return /^\d{1,18}$/.test(at);
    default:
      return ID.test(at);
  }
}

/** As PostgreSQL writes a time in JSON or as text. */
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,6})?([+-]\d{2}(:?\d{2})?|Z)?$/;

/** The 31st of February is a day to JavaScript, and an error to PostgreSQL; so is a year 0. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  const isThere = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
  return isThere && !text.startsWith("0000");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Only what comes after the cursor; nothing without one. Compared as one row, so that an index can begin there. */
export function after(
  resource: Resource,
  sorting: Sorting,
  text: string | null,
  place: Place,
): Sql {
  const cursor = text === null ? null : readCursor(resource, sorting, text);
  if (!cursor || !sorting.at) return nothing;
  const id = resource.key ? resource.key.valueOf(cursor.id) : cursor.id;
  const { sql: column, type } = sorting.at;
  const left = place === "t" ? column : constant("sort_0");
  const operator = constant(sorting.isDescending ? "<" : ">");
  const at = sql`${cursor.at}${castOf(type)}`;
  return sql` AND (${left}, ${keyIn(resource, place)}) ${operator} (${at}, ${id})`;
}
