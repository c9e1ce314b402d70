import "server-only";
import type { Prisma } from "@/generated/prisma/client";

/** What a store changes, as rows. Fields are the Prisma schema's; columns are the same in snake case. */
type Inserts = {
  addresses: Prisma.AddressUncheckedCreateInput;
  orders: Prisma.OrderUncheckedCreateInput;
  line_items: Prisma.LineItemUncheckedCreateInput;
  shipments: Prisma.ShipmentUncheckedCreateInput;
  payment_sources: Prisma.PaymentSourceUncheckedCreateInput;
  transactions: Prisma.TransactionUncheckedCreateInput;
  provider_calls: Prisma.ProviderCallUncheckedCreateInput;
  events: Prisma.EventUncheckedCreateInput;
  attention_items: Prisma.AttentionItemUncheckedCreateInput;
  disputes: Prisma.DisputeUncheckedCreateInput;
  outgoing_events: Prisma.OutgoingEventUncheckedCreateInput;
};
export type TableName = keyof Inserts;

export type Write = {
  [T in TableName]: /** `renews`: what a row with the same id, if there is one, takes from this one. */
    | { insert: T; row: Inserts[T]; renews?: readonly (keyof Inserts[T])[] }
    | { update: T; id: string; set: Partial<Inserts[T]>; where?: Partial<Inserts[T]> }
    | { remove: T; id: string };
}[TableName];

/** The order that a decision was made on: as it was then, and what changes of itself. */
export type Guard = {
  orderId: string;
  version: number;
  set: Partial<Prisma.OrderUncheckedUpdateInput>;
};

/** Finds or makes the customer of an address; the order's `customer_id` becomes theirs. */
export type CustomerUpsert = { id: string; mode: string; email: string; now: Date };

type Database = Pick<Prisma.TransactionClient, "$queryRawUnsafe">;

// Where Prisma's field is not the column's name in snake case.
const COLUMNS: Readonly<Record<string, string>> = { line1: "line_1", line2: "line_2" };
const SOURCE_COLUMNS: Readonly<Record<string, string>> = {
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

/** What was told already is not told again; a message never stands in the way of the fact that it tells of. */
const isMessage = (write: Write): boolean =>
  "insert" in write && write.insert === "outgoing_events";

/** `from`: on whose one row every write depends; null writes in any case. */
function statementOf(
  write: Write,
  parameters: Parameters,
  from: "guard" | "customer" | null,
): string {
  if ("insert" in write) {
    const fields = fieldsOf(write.row);
    const isTheirs = from === "customer" && write.insert === "orders";
    const names = fields.map(([field]) => `"${columnOf(write.insert, field)}"`);
    const given = fields.map(([, value]) => parameters.add(value));
    const columns = [...names, ...(isTheirs ? ["customer_id"] : [])].join(", ");
    const values = [...given, ...(isTheirs ? ["customer.id"] : [])].join(", ");
    const select = from === null ? `SELECT ${values}` : `SELECT ${values} FROM ${from}`;
    return `INSERT INTO "${write.insert}" (${columns}) ${select} ${onConflict(write)}RETURNING 1`;
  }
  const table = "remove" in write ? write.remove : write.update;
  const cast = table === "provider_calls" ? "::uuid" : "";
  const isIt = `t."id" = ${parameters.add(write.id)}${cast}`;
  if ("remove" in write) {
    const using = from === null ? "" : `USING ${from} `;
    return `DELETE FROM "${table}" t ${using}WHERE ${isIt} RETURNING 1`;
  }
  const set = assignments(table, write.set, parameters).join(", ");
  const also = assignments(table, write.where ?? {}, parameters).map((each) => ` AND t.${each}`);
  const source = from === null ? "" : `FROM ${from} `;
  return `UPDATE "${table}" t SET ${set} ${source}WHERE ${isIt}${also.join("")} RETURNING 1`;
}

/** A row that may be there already: what it takes from the new one, or nothing. */
function onConflict(write: Extract<Write, { insert: TableName }>): string {
  if (isMessage(write)) return "ON CONFLICT DO NOTHING ";
  const renewed = (write.renews ?? []).map((field) => {
    const column = `"${columnOf(write.insert, field)}"`;
    return `${column} = excluded.${column}`;
  });
  return renewed.length === 0 ? "" : `ON CONFLICT ("id") DO UPDATE SET ${renewed.join(", ")} `;
}

const assignments = (table: TableName, row: object, parameters: Parameters): string[] =>
  fieldsOf(row).map(([field, value]) => `"${columnOf(table, field)}" = ${parameters.add(value)}`);

function customerStatement(customer: CustomerUpsert, parameters: Parameters): string {
  const values = [customer.id, customer.mode, customer.email.trim().toLowerCase()];
  const now = parameters.add(customer.now);
  const row = values.map((value) => parameters.add(value)).join(", ");
  return `INSERT INTO customers (id, mode, email, created_at, updated_at) VALUES (${row}, ${now}, ${now})
    ON CONFLICT (mode, email) DO UPDATE SET updated_at = excluded.updated_at RETURNING id`;
}

function guardStatement(guard: Guard, parameters: Parameters, hasCustomer: boolean): string {
  const set = [
    '"version" = "version" + 1',
    ...assignments("orders", guard.set, parameters),
    ...(hasCustomer ? ['"customer_id" = (SELECT id FROM customer)'] : []),
  ];
  return `UPDATE orders SET ${set.join(", ")} WHERE "id" = ${parameters.add(guard.orderId)}
    AND "version" = ${parameters.add(guard.version)} RETURNING 1`;
}

/**
 * Sends all writes as one statement, which is one atomic database transaction in one round trip: its parts see one
 * snapshot, and foreign keys are checked at its end. With a guard it answers false, and nothing is written, when the
 * order has moved on since it was read. Throws, and nothing is written, when an update or a removal met no row: the
 * guard says that nothing has changed, so that can only be a bug.
 */
export async function writeAll(
  database: Database,
  writes: readonly Write[],
  options: { guard?: Guard; customer?: CustomerUpsert } = {},
): Promise<boolean> {
  const { guard, customer } = options;
  const parameters = new Parameters();
  const parts: string[] = [];
  if (customer) parts.push(`customer AS (${customerStatement(customer, parameters)})`);
  if (guard) parts.push(`guard AS (${guardStatement(guard, parameters, customer !== undefined)})`);
  const from = guard ? "guard" : customer ? "customer" : null;
  writes.forEach((write, i) => {
    parts.push(`w${i} AS (${statementOf(write, parameters, from)})`);
  });
  const counted = writes.flatMap((write, i) =>
    isMessage(write) ? [] : [`(SELECT count(*) FROM w${i})`],
  );
  const written = counted.join(" + ") || "0";
  const passed = guard ? "(SELECT count(*) FROM guard)" : "1";
  // Dividing by zero is how a statement can refuse itself: all of it is undone.
  const sql = `WITH ${parts.join(", ")}
    SELECT (1 / (CASE WHEN ${written} = ${passed} * ${counted.length} THEN 1 ELSE ${passed} * 0 END))::int
      * ${passed}::int AS passed`;
  const [row] = await database.$queryRawUnsafe<[{ passed: number }]>(sql, ...parameters.values);
  return row.passed === 1;
}
