import "server-only";
import { prisma } from "../db/client";

const TABLES = ["transactions", "payment_sources", "line_items", "shipments"] as const;

/** By which a line is put into an order; null where there is no such SKU. */
export async function findSkuCode(id: string): Promise<string | null> {
  const found = await prisma().sku.findUnique({ where: { id }, select: { code: true } });
  return found?.code ?? null;
}

/** The order that a row belongs to; null where there is no such row. Whether a caller may see that order is asked of it. */
export async function findOrderOf(
  table: (typeof TABLES)[number],
  id: string,
): Promise<string | null> {
  const [row] = await prisma().$queryRawUnsafe<{ order_id: string }[]>(
    `SELECT order_id FROM "${table}" WHERE id = $1`,
    id,
  );
  return row?.order_id ?? null;
}
