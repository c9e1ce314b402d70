import "server-only";
import { prisma } from "../db/client";
import type { Actor } from "../deps";
import { encrypt } from "../secrets";

/**
 * Where a market's orders are shown before they are paid; null: nowhere. Its shared secret is made with the first address
 * and stays. One statement, with its line in the history; false where there is no such market.
 */
export async function saveValidationUrl(
  marketId: string,
  given: { url: string | null; newSecret: string; by: Actor; now: Date },
): Promise<boolean> {
  const { url, newSecret, by, now } = given;
  const sealed = encrypt({ shared_secret: newSecret });
  const [saved] = await prisma().$queryRaw<[{ count: number }]>`
    WITH saved AS (
      UPDATE markets SET external_order_validation_url = ${url}, updated_at = ${now},
        shared_secret_encrypted = coalesce(shared_secret_encrypted, ${sealed})
      WHERE id = ${marketId} AND disabled_at IS NULL RETURNING id
    ), told AS (
      INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id,
        trace_id, changes)
      SELECT ${now}, 'market.updated', 'markets', id, ${by.kind}, ${by.id}, ${by.traceId},
        jsonb_build_object('external_order_validation_url', ${url}::text)
      FROM saved RETURNING 1
    )
    SELECT count(*)::int AS count FROM saved`;
  return saved.count === 1;
}
