import "server-only";
import type { Prisma } from "@/generated/prisma/client";

/** What a store changes, as rows. Fields are the Prisma schema's; columns are the same in snake case. */
type Inserts = {
  customers: Prisma.CustomerUncheckedCreateInput;
  addresses: Prisma.AddressUncheckedCreateInput;
  orders: Prisma.OrderUncheckedCreateInput;
  line_items: Prisma.LineItemUncheckedCreateInput;
  shipments: Prisma.ShipmentUncheckedCreateInput;
  payment_sources: Prisma.PaymentSourceUncheckedCreateInput;
  transactions: Prisma.TransactionUncheckedCreateInput;
  provider_calls: Prisma.ProviderCallUncheckedCreateInput;
  events: Prisma.EventUncheckedCreateInput;
};
export type TableName = keyof Inserts;

export type Write = {
  [T in TableName]:
    | { insert: T; row: Inserts[T] }
    | { update: T; id: string; set: Partial<Inserts[T]>; where?: Partial<Inserts[T]> }
    | { remove: T; id: string };
}[TableName];

type Database = Pick<Prisma.TransactionClient, "$queryRawUnsafe">;

// Where Prisma's field is not the column's name in snake case.
const COLUMNS: Partial<Record<string, string>> = { line1: "line_1", line2: "line_2" };
const SOURCE_COLUMNS: Partial<Record<string, string>> = {
  reference: "provider_reference",
  clientReference: "reference",
};

export function columnOf(table: TableName, field: string): string {
  const special = table === "payment_sources" ? SOURCE_COLUMNS[field] : COLUMNS[field];
  return special ?? field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

class Parameters {
  readonly values: unknown[] = [];
  add(value: unknown): string {
    const isPlain =
      value === null ||
      typeof value !== "object" ||
      value instanceof Date ||
      value instanceof Uint8Array;
    this.values.push(isPlain ? value : JSON.stringify(value));
    return `$${this.values.length}`;
  }
}

const fieldsOf = (row: object): [string, unknown][] =>
  Object.entries(row).filter(([, value]) => value !== undefined);

function statementOf(write: Write, parameters: Parameters): string {
  if ("insert" in write) {
    const fields = fieldsOf(write.row);
    const columns = fields.map(([field]) => `"${columnOf(write.insert, field)}"`).join(", ");
    const values = fields.map(([, value]) => parameters.add(value)).join(", ");
    return `INSERT INTO "${write.insert}" (${columns}) VALUES (${values}) RETURNING 1`;
  }
  if ("remove" in write) {
    return `DELETE FROM "${write.remove}" WHERE "id" = ${parameters.add(write.id)} RETURNING 1`;
  }
  const assign = ([field, value]: [string, unknown]) =>
    `"${columnOf(write.update, field)}" = ${parameters.add(value)}`;
  const set = fieldsOf(write.set).map(assign).join(", ");
  const where = fieldsOf(write.where ?? {})
    .map((field) => ` AND ${assign(field)}`)
    .join("");
  const key =
    write.update === "provider_calls"
      ? `"id" = ${parameters.add(write.id)}::uuid`
      : `"id" = ${parameters.add(write.id)}`;
  return `UPDATE "${write.update}" SET ${set} WHERE ${key}${where} RETURNING 1`;
}

/**
 * Sends all writes as one statement, in one round trip: the parts see one snapshot, foreign keys are checked at its end,
 * and no row may be written twice. Throws when an update or a removal met no row: the caller decided on what it had
 * locked, so that can only be a bug.
 */
export async function writeAll(db: Database, writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return;
  const parameters = new Parameters();
  const parts = writes.map((write, i) => `w${i} AS (${statementOf(write, parameters)})`);
  const counts = writes.map((_, i) => `(SELECT count(*)::int FROM w${i}) AS "${i}"`);
  const sql = `WITH ${parts.join(", ")} SELECT ${counts.join(", ")}`;
  const [row] = await db.$queryRawUnsafe<[Record<string, number>]>(sql, ...parameters.values);
  writes.forEach((write, i) => {
    if (row[String(i)] !== 1)
      throw new Error(`A write met no row: ${JSON.stringify(Object.keys(write))}`);
  });
}
