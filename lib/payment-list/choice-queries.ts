import "server-only";
import type { Merchant } from "@/lib/auth/merchant";
import type { PrismaClient } from "@/lib/db/client";
import { prisma } from "@/lib/db/client";
import type { Mode } from "@/lib/payments/payment-source";
import type { ListChoices } from "./list-view";

/** What a menu can hold; a shop has a few of each. */
const CHOICES_MAX = 100;

/** The shop's gateways, methods and currencies, and the views that were saved. One statement. */
export async function readChoices(
  _merchant: Merchant,
  mode: Mode,
  db: Pick<PrismaClient, "$queryRaw"> = prisma(),
): Promise<ListChoices> {
  const [row] = await db.$queryRaw<[ListChoices]>`SELECT
    coalesce((SELECT json_agg(json_build_object('id', id, 'name', name) ORDER BY name, id) FROM (
      SELECT id, name FROM gateways WHERE mode = ${mode} LIMIT ${CHOICES_MAX}) g), '[]') AS gateways,
    coalesce((SELECT json_agg(json_build_object('id', id, 'name', name) ORDER BY name, id) FROM (
      SELECT m.id, m.name || coalesce(', ' || k.name, '') AS name FROM payment_methods m
      LEFT JOIN markets k ON k.id = m.market_id JOIN gateways g ON g.id = m.gateway_id
      WHERE g.mode = ${mode} LIMIT ${CHOICES_MAX}) m), '[]') AS methods,
    coalesce((SELECT json_agg(currency_code ORDER BY currency_code) FROM (
      SELECT currency_code FROM markets UNION SELECT currency_code FROM prices) c), '[]') AS currencies,
    coalesce((SELECT json_agg(json_build_object('id', id, 'name', name, 'query', query)
      ORDER BY created_at, id) FROM saved_views), '[]') AS views`;
  return row;
}
