import "server-only";
import { prisma } from "../db/client";
import type { Told } from "../db/told-query";

/** Two methods that stand one after the other in a market's list. */
export type Neighbours = { marketId: string; upperId: string; lowerId: string };

/**
 * Lets the lower of two neighbours stand before the upper one; false, and nothing is written, where they do not stand
 * like that (any more). Ties among the places of the list are first pulled apart. One statement.
 */
export async function swapNeighbours(
  { marketId, upperId, lowerId }: Neighbours,
  { name, by, now }: Omit<Told, "changes">,
): Promise<boolean> {
  const [written] = await prisma().$queryRaw<[{ count: number }]>`
    WITH listed AS MATERIALIZED (
      SELECT id, position FROM payment_methods
      WHERE market_id = ${marketId} OR market_id IS NULL ORDER BY id FOR UPDATE
    ), numbered AS (
      SELECT id, position, row_number() OVER (ORDER BY position, id)::int AS n FROM listed
    ), spread AS (
      SELECT id, position, n, n + max(position - n) OVER (ORDER BY n) AS place FROM numbered
    ), pair AS (
      SELECT u.place AS upper_place, l.place AS lower_place FROM spread u JOIN spread l ON l.n = u.n + 1
      WHERE u.id = ${upperId} AND l.id = ${lowerId}
    ), placed AS (
      SELECT s.id, s.position AS was, CASE s.id WHEN ${upperId} THEN p.lower_place
        WHEN ${lowerId} THEN p.upper_place ELSE s.place END AS place
      FROM spread s CROSS JOIN pair p
    ), changed AS (
      UPDATE payment_methods m SET position = p.place, updated_at = ${now}::timestamptz
      FROM placed p WHERE m.id = p.id AND m.position <> p.place RETURNING m.id, p.was, p.place
    ), told AS (
      INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id,
        trace_id, changes)
      SELECT ${now}::timestamptz, ${name}, 'payment_methods', id, ${by.kind}, ${by.id}, ${by.traceId},
        jsonb_build_object('position', jsonb_build_array(was, place)) FROM changed RETURNING 1
    )
    SELECT count(*)::int AS count FROM pair`;
  return written.count === 1;
}
