import "server-only";
import { prisma } from "../db/client";
import type { Actor } from "../deps";
import { isJsonObject, type JsonObject } from "../json";

/** What customers keep, and they themselves: rows that nothing of an order is decided by. */
export type KeptTable = "customers" | "customer_addresses" | "customer_payment_sources";
export type KeptValue = string | boolean | Date | JsonObject | null;
export type KeptSet = Readonly<Record<string, KeptValue>>;
type By = { by: Actor; now: Date };

const EVENT_OF: Record<KeptTable, string> = {
  customers: "customer",
  customer_addresses: "customer_address",
  customer_payment_sources: "customer_payment_source",
};

/** The line of the history. It says what changed and never to what: it may be personal data. */
const told = (part: string) => `told AS (
  INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id, trace_id, changes)
  SELECT $1, $2, $3, id, $4, $5, $6, jsonb_build_object('changed', $7::jsonb) FROM ${part} RETURNING 1)`;

/** Columns in the API's words; null: none of anybody's business. */
const WORDS: Readonly<Record<string, string | null>> = {
  password_hash: "password",
  secrets_encrypted: "payment_source_token",
  fingerprint: null,
  is_known: null,
};
const inWords = (columns: readonly string[]): readonly string[] =>
  columns.flatMap((column) => {
    const word = WORDS[column];
    return word === null ? [] : [word ?? column];
  });

const headOf = (
  table: KeptTable,
  what: "created" | "updated" | "deleted",
  names: readonly string[],
  { by, now }: By,
): unknown[] => {
  const changed = JSON.stringify(inWords(names));
  return [now, `${EVENT_OF[table]}.${what}`, table, by.kind, by.id, by.traceId, changed];
};

const columnAdder = (values: unknown[]) => (value: KeptValue) => {
  const isJson = isJsonObject(value) && !(value instanceof Date);
  const n = values.push(isJson ? JSON.stringify(value) : value);
  return isJson ? `$${n}::jsonb` : `$${n}`;
};

/** False, and nothing is written, where the same is there already. One statement. */
export async function insertKept(
  table: KeptTable,
  row: KeptSet & { id: string },
  { by, now }: By,
): Promise<boolean> {
  const columns = Object.keys(row);
  const values = headOf(table, "created", columns, { by, now });
  const add = columnAdder(values);
  const given = Object.values(row).map(add).join(", ");
  const rows = await prisma().$queryRawUnsafe<{ id: string }[]>(
    `WITH saved AS (INSERT INTO "${table}" (${columns.join(", ")}, created_at, updated_at)
        VALUES (${given}, $1, $1) ON CONFLICT DO NOTHING RETURNING id),
      ${told("saved")} SELECT id FROM saved`,
    ...values,
  );
  return rows.length === 1;
}

/** False where there is no such row, or `condition` (over the row `t`; project constants only) does not hold. One statement. */
export async function updateKept(
  table: KeptTable,
  { id, condition = "TRUE" }: { id: string; condition?: string },
  set: KeptSet,
  { by, now }: By,
): Promise<boolean> {
  const names = Object.keys(set);
  const values = headOf(table, "updated", names, { by, now });
  const add = columnAdder(values);
  const sets = Object.entries(set).map(([column, value]) => `"${column}" = ${add(value)}`);
  const isIt = `t.id = ${add(id)}`;
  const rows = await prisma().$queryRawUnsafe<{ id: string }[]>(
    `WITH saved AS (UPDATE "${table}" t SET ${[...sets, "updated_at = $1"].join(", ")}
        WHERE ${isIt} AND (${condition}) RETURNING t.id),
      ${told("saved")} SELECT id FROM saved`,
    ...values,
  );
  return rows.length === 1;
}

/** The same of a removal. */
export async function deleteKept(
  table: KeptTable,
  { id, condition = "TRUE" }: { id: string; condition?: string },
  { by, now }: By,
): Promise<boolean> {
  const values = headOf(table, "deleted", [], { by, now });
  values.push(id);
  const rows = await prisma().$queryRawUnsafe<{ id: string }[]>(
    `WITH saved AS (DELETE FROM "${table}" t WHERE t.id = $8 AND (${condition}) RETURNING t.id),
      ${told("saved")} SELECT id FROM saved`,
    ...values,
  );
  return rows.length === 1;
}
