import "server-only";
import { prisma } from "../db/client";

/** Where an order's bill goes, else its parcel; null: it has no address, or there is no such order. One statement. */
export async function countryOf(orderId: string): Promise<string | null> {
  const [found] = await prisma().$queryRaw<{ country: string }[]>`
    SELECT a.country_code AS country FROM orders o
    JOIN addresses a ON a.id = coalesce(o.billing_address_id, o.shipping_address_id)
    WHERE o.id = ${orderId}`;
  return found?.country ?? null;
}
