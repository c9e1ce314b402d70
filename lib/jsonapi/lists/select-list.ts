import type { ApiCaller } from "../../auth/access-token";
import type { Resource } from "../resource";
import { columnsOf, type Page } from "../selection";
import { constant, joined, type Sql, sql } from "../sql";
import { keyOf } from "./comparison";
import { after, type Sorting } from "./sorting";

/** `record_count` is exact up to here, and says this of every longer list: counting more would read it all. */
export const COUNT_MAX = 10_000;

export type Listing = {
  filters: readonly Sql[];
  sorting: Sorting;
  page: Page;
  /** Where the page before ended. */
  after: string | null;
  /** Only what one row of another resource is related to. */
  under: Under | null;
};

export type Under = { resource: Resource; id: string; on: (p: string, t: string) => string };

/**
 * One page of what this caller may see, as one statement of one row: `isThere` is false when the row that it is under is
 * not, `count` is at most `COUNT_MAX` and one, and `rows` come with `at`, what a cursor remembers. There is one row more
 * than the page has, where another page follows.
 *
 * The page's keys are found first, by an index where there is one; only then are their rows read.
 */
export function selectList(resource: Resource, caller: ApiCaller, listing: Listing): Sql {
  const { filters, sorting, page, under } = listing;
  const from = constant(`"${resource.table}" t ${resource.joins ?? ""}`);
  const conditions = [
    resource.scope(caller),
    ...(resource.where ? [constant(resource.where)] : []),
    ...(under ? [isUnder(under)] : []),
    ...filters,
  ];
  const where = joined(
    conditions.map((condition) => sql`(${condition})`),
    " AND ",
  );
  const key = constant(keyOf(resource));
  const offset = listing.after === null ? (page.number - 1) * page.size : 0;
  const at = sorting.at ? sql`${sorting.at.sql}` : sql`NULL`;
  return sql`SELECT ${under ? isSeen(under, caller) : constant("TRUE")} AS "isThere",
    (SELECT count(*)::int FROM (SELECT 1 FROM ${from} WHERE ${where} LIMIT ${COUNT_MAX + 1}) c) AS "count",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', x.list_at, 'row', to_jsonb(x) - 'list_at' - 'list_rank')
        ORDER BY x.list_rank), '[]') FROM (
      SELECT keys.list_rank, ${at}::text AS list_at, ${constant(columnsOf(resource))}
      FROM ${from} JOIN (
        SELECT ${key} AS list_key, row_number() OVER (${sorting.order}) AS list_rank
        FROM ${from} WHERE ${where}${after(resource, sorting, listing.after)}
        ${sorting.order} LIMIT ${page.size + 1} OFFSET ${offset}
      ) keys ON keys.list_key = ${key}
    ) x) AS "rows"`;
}

const rowOf = ({ resource, id }: Under, alias: string): Sql =>
  sql`${constant(`"${resource.table}" ${alias} WHERE ${keyOf(resource, alias)} =`)} ${resource.key?.valueOf(id) ?? id}`;

const isUnder = (under: Under): Sql =>
  sql`EXISTS (SELECT 1 FROM ${rowOf(under, "p0")} AND ${constant(under.on("p0", "t"))})`;

function isSeen(under: Under, caller: ApiCaller): Sql {
  const { resource } = under;
  const narrowed = constant(resource.where ? ` AND (${resource.where})` : "");
  return sql`EXISTS (SELECT 1 FROM ${rowOf(under, "t")} AND (${resource.scope(caller)})${narrowed})`;
}
