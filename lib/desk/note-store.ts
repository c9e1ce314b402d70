import "server-only";
import { prisma } from "../db/client";
import type { Actor } from "../deps";

/**
 * A note beside an order, with a line in its history that does not repeat it: notes can be erased, the history cannot. The
 * same note twice is written once. False where there is no such order. One statement.
 */
export async function insertNote(
  note: { id: string; orderId: string; authorId: string; text: string },
  { by, now }: { by: Actor; now: Date },
): Promise<boolean> {
  const { id, orderId, authorId, text } = note;
  const rows = await prisma().$queryRaw<unknown[]>`
    WITH found AS (SELECT id FROM orders WHERE id = ${orderId}),
    made AS (
      INSERT INTO order_notes (id, order_id, author_id, text, created_at)
      SELECT ${id}, id, ${authorId}, ${text}, ${now}::timestamptz FROM found
      ON CONFLICT (id) DO NOTHING RETURNING id, order_id
    ), told AS (
      INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind,
        actor_id, trace_id, changes)
      SELECT ${now}::timestamptz, 'order.noted', 'orders', order_id, order_id, ${by.kind}, ${by.id},
        ${by.traceId}, jsonb_build_object('note_id', id) FROM made RETURNING 1
    )
    SELECT id FROM found`;
  return rows.length === 1;
}
