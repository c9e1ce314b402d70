import type { ApiCaller } from "../../auth/access-token";
import type { ListStart, Resource } from "../resource";
import { columnsOf, type Page } from "../selection";
import { constant, joined, nothing, type Sql, sql } from "../sql";
import { keyOf, orderingOf } from "./comparison";
import type { Filter } from "./filters";
import { after, orderBy, type Sorting, sortedColumns } from "./sorting";

/** `record_count` is exact up to here, and says this of a longer list: counting more would read it all. */
export const COUNT_MAX = 10_000;

export type Listing = {
  filters: readonly Filter[];
  sorting: Sorting;
  page: Page;
  /** Where the page before ended. */
  after: string | null;
  /** How many there are in all, where that is known without counting them. */
  wholeCount: Sql | null;
  /** Where the page begins, where it was found without counting up to it. */
  start: ListStart | null;
  /** Only what one row of another resource is related to. */
  under: Under | null;
};

export type Under = { resource: Resource; id: string; on: (p: string, t: string) => string };

/**
 * One page of what this caller may see, as one statement of one row: `isThere` is false when the row that it is under is
 * not, `count` is at most `COUNT_MAX` and one unless the whole count is known, and `rows` come with `at`, what a cursor
 * remembers. There is one row more than the page has, where another page follows.
 *
 * The page's keys are found first, and only then their rows are read. What filters leave is found up to `COUNT_MAX`, to
 * be counted, and a page that lies within that is taken from it; for a page further on the list is walked.
 */
export function selectList(resource: Resource, caller: ApiCaller, listing: Listing): Sql {
  const { under, filters, sorting } = listing;
  const keys =
    filters.length > 0
      ? filteredKeys(resource, caller, listing)
      : allKeys(resource, caller, listing);
  const key = constant(keyOf(resource));
  const at = sorting.at?.sql ?? constant("NULL");
  return sql`${keys.found} SELECT ${under ? isSeen(under, caller) : constant("TRUE")} AS "isThere",
    ${keys.count} AS "count",
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', x.list_at, 'row', to_jsonb(x) - 'list_at' - 'list_rank')
        ORDER BY x.list_rank), '[]') FROM (
      SELECT keys.list_rank, ${at}::text AS list_at, ${constant(columnsOf(resource))}
      FROM unnest(${keys.page}) WITH ORDINALITY keys(list_key, list_rank)
      JOIN ${constant(`"${resource.table}" t`)} ON ${key} = keys.list_key ${constant(resource.joins ?? "")}
    ) x) AS "rows"`;
}

/** `found` is what the others are taken from, if anything is; `page` an array of keys. */
type Keys = { found: Sql; count: Sql; page: Sql };

const LIMITED = constant(`LIMIT ${COUNT_MAX + 1}`);

function allKeys(resource: Resource, caller: ApiCaller, listing: Listing): Keys {
  const { from, where } = sourceOf(resource, caller, listing);
  const count = sql`(SELECT count(*)::int FROM (SELECT 1 FROM ${from} WHERE ${where} ${LIMITED}) c)`;
  return {
    found: nothing,
    count: listing.wholeCount ?? count,
    page: walked(resource, caller, listing),
  };
}

function filteredKeys(resource: Resource, caller: ApiCaller, listing: Listing): Keys {
  const { from, where } = sourceOf(resource, caller, listing);
  const { sorting, after: cursor, page } = listing;
  const elsewhere = rangeElsewhere(listing);
  const order =
    elsewhere === null ? orderBy(resource, sorting, "t") : besides(resource, sorting, elsewhere);
  const found = sql`WITH found AS MATERIALIZED (
    SELECT ${constant(keyOf(resource))} AS list_key, ${sortedColumns(sorting)}
    FROM ${from} WHERE ${where} ${order} ${LIMITED}), counted AS (SELECT count(*)::int AS n FROM found)`;
  const count = constant("(SELECT n FROM counted)");
  const sorted = sql`ARRAY(SELECT list_key FROM found WHERE TRUE
    ${after(resource, sorting, cursor, "found")} ${orderBy(resource, sorting, "found")} ${rangeOf(listing)})`;
  const isNear = elsewhere === null && cursor === null && page.number * page.size < COUNT_MAX;
  if (isNear) return { found, count, page: sorted };
  const further =
    elsewhere === null ? walked(resource, caller, listing) : sifted(resource, caller, listing);
  const isWhole = sql`${count} <= ${constant(String(COUNT_MAX))}`;
  return { found, count, page: sql`CASE WHEN ${isWhole} THEN ${sorted} ELSE ${further} END` };
}

/** The page from where it begins, in the list's own order, which an index has. */
function walked(resource: Resource, caller: ApiCaller, listing: Listing): Sql {
  const { sorting } = listing;
  const { from, where } = sourceOf(resource, caller, listing);
  const rest = sql`${after(resource, sorting, listing.after, "t")}${beginning(listing)}`;
  return sql`ARRAY(SELECT ${constant(keyOf(resource))} FROM ${from} WHERE ${where}${rest}
    ${orderBy(resource, sorting, "t")} ${rangeOf(listing)})`;
}

/**
 * The attribute that a filter bounds to a range, and that is not the list's first. PostgreSQL takes a list's rows to lie
 * evenly in its order. Those in a range of something else do not (orders that were placed in a week were also created
 * then), and to walk the list would read all that stands before them.
 */
function rangeElsewhere({ filters, sorting }: Listing): string | null {
  const [first] = sorting.name.replace(/^-/, "").split(",");
  const ranges = filters.flatMap((filter) => filter.ranges);
  return ranges.find((name) => name !== first) ?? null;
}

/** The page out of all that the filters leave: those are found by what narrows them, and sorted. */
function sifted(resource: Resource, caller: ApiCaller, listing: Listing): Sql {
  const { from, where } = sourceOf(resource, caller, listing);
  const sorting = withoutIndex(listing.sorting);
  const rest = sql`${after(resource, sorting, listing.after, "t")}${upTo(resource, listing)}`;
  return sql`ARRAY(SELECT ${constant(keyOf(resource))} FROM ${from} WHERE ${where}${rest}
    ${orderBy(resource, sorting, "t")} ${rangeOf(listing)})`;
}

/** The same order, but none that an index has. */
const withoutIndex = (sorting: Sorting): Sorting => ({
  ...sorting,
  parts: sorting.parts.map(({ sql: column, isDescending }) => ({
    sql: sql`coalesce(${column}, ${column})`,
    isDescending,
  })),
});

/** Times run side by side: whose range begins first mostly stands first in the list, too. */
function besides(resource: Resource, { at, isDescending }: Sorting, range: string): Sql {
  const other = orderingOf(resource, range);
  if (at?.type !== "datetime" || other?.type !== "datetime") return nothing;
  return sql`ORDER BY ${other.sql}${constant(isDescending ? " DESC" : "")}`;
}

/** No row of the page stands after that which would end it if there were no others than those found: only so far are they sorted. */
function upTo(resource: Resource, { sorting, after: cursor, page }: Listing): Sql {
  const { at, isDescending } = sorting;
  if (at?.type !== "datetime") return nothing;
  const skipped = cursor === null ? (page.number - 1) * page.size : 0;
  const last = sql`SELECT sort_0 FROM found WHERE TRUE ${after(resource, sorting, cursor, "found")}
    ${orderBy(resource, sorting, "found")} LIMIT 1 OFFSET ${skipped + page.size}`;
  const [operator, none] = isDescending ? [">=", "-infinity"] : ["<=", "infinity"];
  return sql` AND ${at.sql} ${constant(operator)} coalesce((${last}), ${constant(`'${none}'`)})`;
}

function sourceOf(resource: Resource, caller: ApiCaller, listing: Listing) {
  const where = conditionsOf(resource, caller, listing);
  const joins = joinsFor(resource, [where, sortedColumns(listing.sorting)]);
  return { from: constant(`"${resource.table}" t ${joins}`), where };
}

/** A LEFT JOIN by key, the only one: it gives and takes no row. */
const LONE_LEFT_JOIN = /^LEFT JOIN "\w+" (\w+) ON (?!.*\bJOIN\b)/s;

/**
 * What is joined to find keys: nothing that they do not need. PostgreSQL leaves such a join out too, but still reads the
 * column that it was made by from the table, where the index alone would do.
 */
function joinsFor({ joins = "" }: Resource, parts: readonly Sql[]): string {
  const alias = LONE_LEFT_JOIN.exec(joins)?.[1];
  if (alias === undefined) return joins;
  const isNamed = parts.some(({ texts }) => texts.some((text) => text.includes(`${alias}.`)));
  return isNamed ? joins : "";
}

function conditionsOf(
  resource: Resource,
  caller: ApiCaller,
  { under, filters }: Pick<Listing, "under" | "filters">,
): Sql {
  const conditions = [
    resource.scope(caller),
    ...(resource.where ? [constant(resource.where)] : []),
    ...(under ? [isUnder(under)] : []),
    ...filters.map(({ condition }) => condition),
  ];
  return joined(
    conditions.map((condition) => sql`(${condition})`),
    " AND ",
  );
}

function rangeOf({ page, start, after: cursor }: Listing): Sql {
  const skipped = cursor === null ? (page.number - 1) * page.size : 0;
  return sql`LIMIT ${page.size + 1} OFFSET ${start?.skip ?? skipped}`;
}

function beginning({ sorting: { at, isDescending }, start }: Listing): Sql {
  if (!start || !at) return nothing;
  return sql` AND ${at.sql} ${constant(isDescending ? "<" : ">=")} ${start.time}`;
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
