import "server-only";
import { prisma } from "../db/client";
import type { Told } from "../db/told-query";

type Database = Pick<ReturnType<typeof prisma>, "$queryRaw" | "$executeRaw">;

/** The line in the history: what somebody set in the sandbox, which has no row of ours. */
export async function tellOfSandbox(
  subject: "faults" | "clock",
  id: string,
  { name, changes, by, now }: Told,
  db: Database = prisma(),
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id,
      trace_id, changes)
    VALUES (${now}::timestamptz, ${name}, ${`sandbox_${subject}`}, ${id}, ${by.kind}, ${by.id},
      ${by.traceId}, ${JSON.stringify(changes)}::jsonb)`;
}

/** Null when there is no order of this number. */
export async function findOrderId(number: number, db: Database = prisma()): Promise<string | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM orders WHERE number = ${number} LIMIT 1`;
  return row?.id ?? null;
}
