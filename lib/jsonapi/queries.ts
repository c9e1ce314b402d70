import "server-only";
import type { ApiCaller } from "../auth/access-token";
import { prisma } from "../db/client";
import { isJsonObject } from "../json";
import type { Relationship, Resource, Row } from "./resource";
import { type IncludeNode, type Page, selectDocument, selectRelated } from "./selection";
import { type Sql, statementOf } from "./sql";

/**
 * A row as it was found: under which include path, and from which parent. `via` is null for the row
 * asked for.
 */
export type Found = { path: string; type: string; via: string | null; count: number; row: Row };

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

/** Null when this caller sees no such row; else one page of what it is related to. */
export async function findRelated(
  resource: Resource,
  id: string,
  options: { caller: ApiCaller; relationship: Relationship; page: Page },
): Promise<Found[] | null> {
  const found = await run(selectRelated(resource, id, options));
  return found.some(({ path }) => path === "") ? found.filter(({ path }) => path !== "") : null;
}
