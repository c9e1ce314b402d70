import "server-only";
import type { ApiCaller } from "../auth/access-token";
import { prisma } from "../db/client";
import { isJsonObject } from "../json";
import { type Listing, selectList } from "./lists/select-list";
import { cursorText } from "./lists/sorting";
import type { Relationship, Resource, Row } from "./resource";
import { type IncludeNode, selectDocument, selectIncluded, selectRelated } from "./selection";
import { type Sql, statementOf } from "./sql";

/**
 * A row as it was found: under which include path, and from which parent. `via` is null for the row
 * asked for.
 */
export type Found = { path: string; type: string; via: string | null; row: Row };

async function run(statement: Sql): Promise<Found[]> {
  const { text, values } = statementOf(statement);
  const rows = await prisma().$queryRawUnsafe<(Omit<Found, "row"> & { row: unknown })[]>(
    text,
    ...values,
  );
  return rows.flatMap((found) => (isJsonObject(found.row) ? [{ ...found, row: found.row }] : []));
}

/**
 * The row and what is included with it, in one statement. The first is the row; none: this caller
 * sees no such row.
 */
export const findDocument = (
  resource: Resource,
  id: string,
  options: { caller: ApiCaller | null; include: readonly IncludeNode[] },
): Promise<Found[]> => run(selectDocument(resource, id, options));

/** Null when this caller sees no such row; else what it is related to, if anything is. */
export async function findRelated(
  resource: Resource,
  id: string,
  options: { caller: ApiCaller; relationship: Relationship },
): Promise<Found | null | "not_found"> {
  const found = await run(selectRelated(resource, id, options));
  if (!found.some(({ path }) => path === "")) return "not_found";
  return found.find(({ path }) => path !== "") ?? null;
}

/** `count` is exact up to `COUNT_MAX`; `next` is where the following page begins, if there is one. */
export type FoundList = {
  rows: readonly Row[];
  count: number;
  hasMore: boolean;
  next: string | null;
};

type ListRow = { isThere: boolean; count: number; rows: { at: string | null; row: Row }[] };

/** Null when the row that the list is under is not there. One statement. */
export async function findList(
  resource: Resource,
  caller: ApiCaller,
  listing: Listing,
): Promise<FoundList | null> {
  const { text, values } = statementOf(selectList(resource, caller, listing));
  const [list] = await prisma().$queryRawUnsafe<ListRow[]>(text, ...values);
  if (!list?.isThere) return null;
  const { sorting, page } = listing;
  const rows = list.rows.slice(0, page.size);
  const last = rows.at(-1);
  const hasMore = list.rows.length > page.size;
  const hasCursor = hasMore && last?.at != null;
  return {
    rows: rows.map(({ row }) => row),
    count: list.count,
    hasMore,
    next: hasCursor ? cursorText(sorting, { at: last.at ?? "", id: String(last.row.id) }) : null,
  };
}

/** What is included with rows of one type. One statement, or none. */
export async function findIncluded(
  resource: Resource,
  rows: readonly Row[],
  options: { caller: ApiCaller; include: readonly IncludeNode[] },
): Promise<Found[]> {
  const ids = rows.map((row) => String(row.id));
  const statement = selectIncluded(resource, ids, options);
  return statement ? run(statement) : [];
}
