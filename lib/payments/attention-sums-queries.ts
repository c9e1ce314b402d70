import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import type { AttentionKind } from "./attention";
import { type AttentionSums, DUTIES, type Duty, type DutyView } from "./attention-view";
import { endingHolds } from "./ending-holds-query";

type Database = Pick<PrismaClient, "$queryRaw">;

type SumsRow = {
  kinds: { kind: AttentionKind; open: number; mine: number; free: number }[];
  people: { id: string; name: string }[];
  owners: { duty: Duty; id: string; name: string }[];
  ghosts: number;
  differences: number;
  deliveries: number;
  soon_count: number;
  soonest_at: Date | null;
};

/** What there is to choose from and what stands beside the list, all of it by indexes of what is open. One statement. */
export async function sumAttention(
  merchant: Merchant,
  now: Date,
  db: Database = prisma(),
): Promise<AttentionSums> {
  const [row] = await db.$queryRaw<[SumsRow]>`
    SELECT
      COALESCE((SELECT json_agg(k) FROM (
        SELECT kind, count(*)::int AS open, (count(*) FILTER (WHERE owner_id = ${merchant.id}))::int AS mine,
          (count(*) FILTER (WHERE owner_id IS NULL))::int AS free
        FROM attention_items WHERE resolved_at IS NULL GROUP BY kind ORDER BY kind) k), '[]') AS kinds,
      COALESCE((SELECT json_agg(p) FROM (
        SELECT id, name FROM users WHERE disabled_at IS NULL AND role <> 'viewer'
        ORDER BY name, id) p), '[]') AS people,
      COALESCE((SELECT json_agg(d) FROM (
        SELECT d.id AS duty, u.id, u.name FROM attention_duties d JOIN users u ON u.id = d.owner_id) d), '[]') AS owners,
      (SELECT count(*)::int FROM reconciliation_differences
        WHERE state = 'open' AND kind = 'missing_here') AS ghosts,
      (SELECT count(*)::int FROM reconciliation_differences
        WHERE state = 'open' AND kind <> 'missing_here') AS differences,
      (SELECT count(*)::int FROM event_callbacks WHERE state = 'dead') AS deliveries,
      soon.*
    FROM (${endingHolds(now, Prisma.sql`true`)}) soon`;
  return { kinds: row.kinds, people: row.people, beside: besideOf(row) };
}

function besideOf(row: SumsRow): DutyView[] {
  const { soon_count: ending, ghosts, differences, deliveries } = row;
  const counts: Record<Duty, number> = { ending, ghosts, differences, deliveries };
  return DUTIES.flatMap((duty) => {
    const owner = row.owners.find((each) => each.duty === duty);
    const dueAt = duty === "ending" ? row.soonest_at : null;
    const view = { duty, count: counts[duty], dueAt };
    return counts[duty] === 0
      ? []
      : [{ ...view, owner: owner ? { id: owner.id, name: owner.name } : null }];
  });
}
