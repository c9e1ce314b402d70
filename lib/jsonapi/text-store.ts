import "server-only";
import { prisma } from "../db/client";
import type { Actor } from "../deps";
import type { JsonObject } from "../json";

/** Where clients keep texts of their own on rows that nothing is decided by. */
const TABLES = {
  transactions: { reference: "client_reference", orderId: "t.order_id" },
  payment_sources: { reference: "reference", orderId: "t.order_id" },
  shipments: { reference: "reference", orderId: "t.order_id" },
} as const;

export type ClientTexts = {
  reference?: string | null;
  reference_origin?: string | null;
  metadata?: JsonObject | null;
};

/** What a body gave of them; null where it gave none. */
export function clientTextsOf(given: ClientTexts): ClientTexts | null {
  const texts: ClientTexts = {
    ...(given.reference === undefined ? {} : { reference: given.reference }),
    ...(given.reference_origin === undefined ? {} : { reference_origin: given.reference_origin }),
    ...(given.metadata === undefined ? {} : { metadata: given.metadata ?? {} }),
  };
  return Object.keys(texts).length === 0 ? null : texts;
}

/**
 * Saves a client's own texts with a line in the history, in one statement. Whether the caller may see the row is asked before.
 * What metadata was is not repeated there: it may hold personal data.
 */
export async function saveTexts(
  row: { table: keyof typeof TABLES; type: string; id: string },
  given: ClientTexts,
  { by, now }: { by: Actor; now: Date },
): Promise<void> {
  const { table, type, id } = row;
  const columns = TABLES[table];
  const values: unknown[] = [id, now, type, by.kind, by.id, by.traceId];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const sets: string[] = [];
  const changes: string[] = [];
  const names = { reference: columns.reference, reference_origin: "reference_origin" } as const;
  for (const name of ["reference", "reference_origin"] as const) {
    if (given[name] === undefined) continue;
    const column = names[name];
    const value = `${add(given[name])}::text`;
    sets.push(`"${column}" = ${value}`);
    changes.push(`'${name}', jsonb_build_array(before."${column}", ${value})`);
  }
  if (given.metadata !== undefined) {
    sets.push(`"metadata" = ${add(JSON.stringify(given.metadata))}::jsonb`);
    changes.push(`'metadata', 'changed'`);
  }
  await prisma().$queryRawUnsafe(
    `WITH before AS (SELECT * FROM "${table}" WHERE id = $1 FOR UPDATE),
      saved AS (
        UPDATE "${table}" t SET ${sets.join(", ")}, updated_at = $2 FROM before
        WHERE t.id = before.id RETURNING t.id, ${columns.orderId} AS order_id
      )
      INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind,
        actor_id, trace_id, changes)
      SELECT $2, $3::text || '.updated', $3, saved.id, saved.order_id, $4, $5, $6,
        jsonb_build_object(${changes.join(", ")})
      FROM saved JOIN before ON before.id = saved.id RETURNING 1`,
    ...values,
  );
}
