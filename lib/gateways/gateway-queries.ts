import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Merchant } from "../auth/merchant";
import { prisma } from "../db/client";
import {
  flag,
  instant,
  instantOrNull,
  integer,
  type JsonRow,
  oneOf,
  rows,
  text,
  textOrNull,
} from "../db/row";
import { env } from "../env";
import { GATEWAY_TYPES } from "../gateway-types";
import { isJsonObject, type JsonObject } from "../json";
import { CIRCUIT_STATES } from "../payments/circuit";
import { decryptOrEmpty } from "../secrets";
import { type CheckError, credentialKeysOf, webhookUrlOf } from "./gateway";
import type { GatewayPage, GatewayView } from "./gateway-view";

const PAGE_SIZE = 50;

const jsonOf = (row: JsonRow, column: string): JsonObject | null => {
  const value = row[column];
  return isJsonObject(value) ? value : null;
};

const CHECK_CODES = [
  "provider_unreachable",
  "provider_indeterminate",
  "provider_rejected_request",
  "provider_unauthorized",
] as const;

const checkErrorOf = (row: JsonRow): CheckError | null =>
  row.check_code == null
    ? null
    : { code: oneOf(row, "check_code", CHECK_CODES), detail: text(row, "check_detail") };

function viewOf(row: JsonRow): GatewayView {
  const [id, type] = [text(row, "id"), oneOf(row, "type", GATEWAY_TYPES)];
  const sealed = decryptOrEmpty(text(row, "credentials_encrypted"));
  return {
    id,
    type,
    mode: oneOf(row, "mode", ["test", "live"]),
    name: text(row, "name"),
    settings: jsonOf(row, "settings") ?? {},
    keyEnds: credentialKeysOf(sealed),
    disabledAt: instantOrNull(row, "disabled_at"),
    webhookUrl: webhookUrlOf(env().APP_URL, { id, type }),
    webhookEndpointId: textOrNull(row, "webhook_endpoint_id"),
    circuit: {
      state: oneOf(row, "circuit_state", CIRCUIT_STATES),
      failureCount: integer(row, "circuit_failure_count"),
      failedAt: instantOrNull(row, "circuit_failed_at"),
      openedAt: instantOrNull(row, "circuit_opened_at"),
    },
    checkedAt: instantOrNull(row, "checked_at"),
    checkError: checkErrorOf(row),
    createdAt: instant(row, "created_at"),
    methods: rows(row, "methods").map((method) => ({
      id: text(method, "id"),
      name: text(method, "name"),
      marketName: textOrNull(method, "market_name"),
      isEnabled: flag(method, "is_enabled"),
    })),
    isPaidWith: flag(row, "is_paid_with"),
    isReconciled: flag(row, "is_reconciled"),
  };
}

/** What hangs on it, by the same tables that keep it from being deleted. */
const DOCUMENT = Prisma.sql`to_jsonb(g) || jsonb_build_object(
  'methods', (SELECT jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'market_name', k.name,
      'is_enabled', m.disabled_at IS NULL) ORDER BY m.position, m.id)
    FROM payment_methods m LEFT JOIN markets k ON k.id = m.market_id WHERE m.gateway_id = g.id),
  'is_paid_with', EXISTS (SELECT 1 FROM payment_sources x WHERE x.gateway_id = g.id)
    OR EXISTS (SELECT 1 FROM transactions x WHERE x.gateway_id = g.id)
    OR EXISTS (SELECT 1 FROM disputes x WHERE x.gateway_id = g.id),
  'is_reconciled', EXISTS (SELECT 1 FROM reconciliation_runs x WHERE x.gateway_id = g.id)
) AS document`;

/** By name. `after`: the last id of the page before. A merchant of any role may read it. One statement. */
export async function listGateways(
  _merchant: Merchant,
  { after }: { after: string | null },
): Promise<GatewayPage> {
  const beyond =
    after === null
      ? Prisma.empty
      : Prisma.sql`WHERE (g.name, g.id) > (SELECT a.name, a.id FROM gateways a WHERE a.id = ${after})`;
  const found = await prisma().$queryRaw<{ document: JsonRow }[]>`
    SELECT ${DOCUMENT} FROM gateways g ${beyond} ORDER BY g.name, g.id LIMIT ${PAGE_SIZE + 1}`;
  const gateways = found.slice(0, PAGE_SIZE).map(({ document }) => viewOf(document));
  const next = found.length > PAGE_SIZE ? (gateways.at(-1)?.id ?? null) : null;
  return { gateways, next };
}

/** Null: there is none. One statement. */
export async function findGatewayView(
  _merchant: Merchant,
  id: string,
): Promise<GatewayView | null> {
  const [found] = await prisma().$queryRaw<{ document: JsonRow }[]>`
    SELECT ${DOCUMENT} FROM gateways g WHERE g.id = ${id}`;
  return found ? viewOf(found.document) : null;
}
