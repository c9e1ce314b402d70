import "server-only";
import { prisma } from "../db/client";
import { type Told, toldOf } from "../db/told-query";
import type { Duty } from "./attention-view";

/** Who looks after it; null: nobody. */
export async function findDutyOwner(duty: Duty): Promise<string | null> {
  const found = await prisma().attentionDuty.findUnique({ where: { id: duty } });
  return found?.ownerId ?? null;
}

/** Writes nothing where the person may not act for the shop (any more), or it is theirs already; says whether it did. One statement. */
export async function giveDutyTo(
  { duty, ownerId }: { duty: Duty; ownerId: string },
  told: Told,
): Promise<boolean> {
  const [row] = await prisma().$queryRaw<[{ count: number }]>`
    WITH changed AS (
      INSERT INTO attention_duties AS d (id, owner_id, updated_at)
      SELECT ${duty}, u.id, ${told.now}::timestamptz FROM users u
      WHERE u.id = ${ownerId} AND u.disabled_at IS NULL AND u.role <> 'viewer'
      ON CONFLICT (id) DO UPDATE SET owner_id = EXCLUDED.owner_id, updated_at = EXCLUDED.updated_at
        WHERE d.owner_id <> EXCLUDED.owner_id
      RETURNING id
    ), told AS (${toldOf("changed", "attention_duties", told)})
    SELECT count(*)::int AS count FROM changed`;
  return row.count === 1;
}
