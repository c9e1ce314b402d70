import "server-only";
import { prisma } from "../db/client";
import { type Told, toldOf } from "../db/told-query";
import type { SavedView } from "./list-view";

/** As many as fit beside each other; more would hide each other. */
export const VIEWS_MAX = 20;

export async function findViewByName(name: string): Promise<SavedView | null> {
  return prisma().savedView.findUnique({
    where: { name },
    select: { id: true, name: true, query: true },
  });
}

export async function findView(id: string): Promise<SavedView | null> {
  return prisma().savedView.findUnique({
    where: { id },
    select: { id: true, name: true, query: true },
  });
}

/** False, and nothing is written, where the name is taken by now or there is no room. */
export async function insertView(view: SavedView, told: Told): Promise<boolean> {
  const [row] = await prisma().$queryRaw<[{ count: number }]>`
    WITH made AS (
      INSERT INTO saved_views (id, name, query, created_at, updated_at)
      SELECT ${view.id}, ${view.name}, ${view.query}, ${told.now}::timestamptz, ${told.now}::timestamptz
      WHERE (SELECT count(*) FROM saved_views) < ${VIEWS_MAX}
      ON CONFLICT DO NOTHING RETURNING id
    ), told AS (${toldOf("made", "saved_views", told)})
    SELECT count(*)::int AS count FROM made`;
  return row.count === 1;
}

/** False where it is gone, or the name is another's. */
export async function renameView(id: string, name: string, told: Told): Promise<boolean> {
  const [row] = await prisma().$queryRaw<[{ count: number }]>`
    WITH changed AS (
      UPDATE saved_views SET name = ${name}, updated_at = ${told.now}::timestamptz
      WHERE id = ${id} AND NOT EXISTS (SELECT 1 FROM saved_views o WHERE o.name = ${name})
      RETURNING id
    ), told AS (${toldOf("changed", "saved_views", told)})
    SELECT count(*)::int AS count FROM changed`;
  return row.count === 1;
}

export async function removeView(id: string, told: Told): Promise<boolean> {
  const [row] = await prisma().$queryRaw<[{ count: number }]>`
    WITH removed AS (DELETE FROM saved_views WHERE id = ${id} RETURNING id),
      told AS (${toldOf("removed", "saved_views", told)})
    SELECT count(*)::int AS count FROM removed`;
  return row.count === 1;
}
