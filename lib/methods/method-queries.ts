import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "../auth/merchant";
import { prisma } from "../db/client";
import {
  flag,
  instantOrNull,
  integer,
  integerOrNull,
  type JsonRow,
  oneOf,
  rows,
  text,
  textOrNull,
} from "../db/row";
import { GATEWAY_TYPES } from "../gateway-types";
import type { GatewayChoice, MarketChoice, MethodList, MethodView } from "./method-view";

/** What one market can offer: more would be a list that no shopper reads. */
const METHODS_MAX = 50;
const CHOICES_MAX = 200;

const METHOD = Prisma.sql`to_jsonb(m) || jsonb_build_object(
  'amount_currency', coalesce(m.currency_code, k.currency_code),
  'gateway_name', g.name, 'gateway_type', g.type, 'gateway_mode', g.mode,
  'gateway_is_enabled', g.disabled_at IS NULL) AS document
  FROM payment_methods m JOIN gateways g ON g.id = m.gateway_id
  LEFT JOIN markets k ON k.id = m.market_id`;

const MARKETS = Prisma.sql`(SELECT jsonb_agg(k.document ORDER BY k.number) FROM (
  SELECT number, jsonb_build_object('id', id, 'name', name, 'currency_code', currency_code,
    'is_enabled', disabled_at IS NULL) AS document FROM markets ORDER BY number LIMIT ${CHOICES_MAX}) k)`;

const GATEWAYS = Prisma.sql`(SELECT jsonb_agg(g.document ORDER BY g.name, g.id) FROM (
  SELECT id, name, jsonb_build_object('id', id, 'name', name, 'type', type, 'mode', mode) AS document
  FROM gateways ORDER BY name, id LIMIT ${CHOICES_MAX}) g)`;

const methodOf = (row: JsonRow): MethodView => ({
  id: text(row, "id"),
  name: text(row, "name"),
  description: textOrNull(row, "description"),
  marketId: textOrNull(row, "market_id"),
  currency: textOrNull(row, "currency_code"),
  amountCurrency: textOrNull(row, "amount_currency"),
  feeMinor: integer(row, "price_minor"),
  requireCapture: flag(row, "require_capture"),
  autoPlace: flag(row, "auto_place"),
  autoCapture: flag(row, "auto_capture"),
  autoCaptureMaxMinor: integerOrNull(row, "auto_capture_max_minor"),
  disabledAt: instantOrNull(row, "disabled_at"),
  gateway: {
    id: text(row, "gateway_id"),
    type: oneOf(row, "gateway_type", GATEWAY_TYPES),
    mode: oneOf(row, "gateway_mode", ["test", "live"]),
    name: text(row, "gateway_name"),
    isEnabled: flag(row, "gateway_is_enabled"),
  },
});

const marketOf = (row: JsonRow): MarketChoice => ({
  id: text(row, "id"),
  name: text(row, "name"),
  currency: text(row, "currency_code"),
  isEnabled: flag(row, "is_enabled"),
});

const gatewayOf = (row: JsonRow): GatewayChoice => ({
  id: text(row, "id"),
  name: text(row, "name"),
  type: oneOf(row, "type", GATEWAY_TYPES),
  mode: oneOf(row, "mode", ["test", "live"]),
});

/** Of the market named, else of the first. Two statements. */
export async function listMethods(
  merchant: Merchant,
  { marketId }: { marketId: string | null },
): Promise<MethodList> {
  const { markets } = await findChoices(merchant);
  const market = markets.find(({ id }) => id === marketId) ?? markets[0] ?? null;
  const found = await prisma().$queryRaw<{ document: JsonRow }[]>`
    SELECT ${METHOD} WHERE m.market_id = ${market?.id ?? null} OR m.market_id IS NULL
    ORDER BY m.position, m.id LIMIT ${METHODS_MAX}`;
  return { markets, market, methods: found.map(({ document }) => methodOf(document)) };
}

/** Null: there is none. One statement. */
export async function findMethod(_merchant: Merchant, id: string): Promise<MethodView | null> {
  const [found] = await prisma().$queryRaw<{ document: JsonRow }[]>`
    SELECT ${METHOD} WHERE m.id = ${id}`;
  return found ? methodOf(found.document) : null;
}

/** What a method may be of. One statement. */
export async function findChoices(
  _merchant: Merchant,
): Promise<{ markets: readonly MarketChoice[]; gateways: readonly GatewayChoice[] }> {
  const [found] = await prisma().$queryRaw<{ document: JsonRow }[]>`
    SELECT jsonb_build_object('markets', ${MARKETS}, 'gateways', ${GATEWAYS}) AS document`;
  const document = found?.document ?? {};
  return {
    markets: rows(document, "markets").map(marketOf),
    gateways: rows(document, "gateways").map(gatewayOf),
  };
}
