import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { IN_FEE_CURRENCY } from "../orders/order-rows";
import type { PaymentKey } from "./store";

/** One order with everything about its payments, as one JSON document: one statement, whatever it holds. */
export const paymentStateQuery = (key: PaymentKey): Prisma.Sql => Prisma.sql`
  SELECT to_jsonb(o) || jsonb_build_object(
    'email', c.email,
    'client_origins', to_jsonb(a.allowed_origins),
    'validation', (SELECT jsonb_build_object('url', k.external_order_validation_url,
                     'secret', k.shared_secret_encrypted, 'includes', k.attributes->'external_includes')
                   FROM markets k WHERE k.id = o.market_id AND k.external_order_validation_url IS NOT NULL),
    'lines_count', l.lines_count,
    'ships', l.ships,
    'is_delivery_chosen', NOT l.ships
      OR EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id AND s.shipping_method_id IS NOT NULL)
      OR NOT EXISTS (SELECT 1 FROM shipping_methods m WHERE m.market_id = o.market_id
                     AND m.currency_code = o.currency_code AND m.disabled_at IS NULL),
    'sources', (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.created_at, s.id)
                FROM payment_sources s WHERE s.order_id = o.id),
    'transactions', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.requested_at, t.attempt, t.id)
                     FROM transactions t WHERE t.order_id = o.id),
    'methods', (SELECT jsonb_agg(to_jsonb(m) || jsonb_build_object(
                  'fee_minor', CASE WHEN ${IN_FEE_CURRENCY} THEN m.price_minor ELSE 0 END)
                ORDER BY m.position, m.id) FROM payment_methods m
                WHERE (m.market_id = o.market_id OR m.market_id IS NULL)
                  AND (m.currency_code = o.currency_code OR m.currency_code IS NULL)),
    'disputes', (SELECT jsonb_agg(to_jsonb(d) ORDER BY d.opened_at, d.id)
                 FROM disputes d WHERE d.order_id = o.id),
    'attention', (SELECT jsonb_agg(jsonb_build_object('id', i.id, 'kind', i.kind, 'stamp', i.stamp,
                    'is_open', i.resolved_at IS NULL, 'owner_id', i.owner_id) ORDER BY i.opened_at, i.id)
                  FROM attention_items i WHERE i.order_id = o.id),
    'gateways', (SELECT jsonb_agg(to_jsonb(g) ORDER BY g.id) FROM gateways g WHERE g.mode = o.mode)
  ) AS document
  FROM orders o
  LEFT JOIN customers c ON c.id = o.customer_id
  LEFT JOIN api_clients a ON a.id = o.api_client_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS lines_count,
           coalesce(bool_or(i.sku_id IS NOT NULL AND NOT k.do_not_ship), false) AS ships
    FROM line_items i LEFT JOIN skus k ON k.id = i.sku_id WHERE i.order_id = o.id
  ) l
  WHERE ${orderCondition(key)}`;

function orderCondition(key: PaymentKey): Prisma.Sql {
  if ("orderId" in key) return Prisma.sql`o.id = ${key.orderId}`;
  if ("orderToken" in key) return Prisma.sql`o.token = ${key.orderToken}`;
  if ("sourceId" in key) {
    return Prisma.sql`o.id = (SELECT order_id FROM payment_sources WHERE id = ${key.sourceId})`;
  }
  if ("returnToken" in key) {
    return Prisma.sql`o.id = (SELECT order_id FROM payment_sources WHERE return_token = ${key.returnToken})`;
  }
  const { reference, ourReference } = key.lookup;
  return Prisma.sql`o.id = coalesce(
    (SELECT order_id FROM payment_sources
     WHERE gateway_id = ${key.gatewayId} AND provider_reference = ${reference}),
    (SELECT order_id FROM transactions
     WHERE gateway_id = ${key.gatewayId} AND payment_reference = ${reference} LIMIT 1),
    (SELECT order_id FROM transactions
     WHERE gateway_id = ${key.gatewayId} AND our_reference = ${ourReference}),
    (SELECT order_id FROM transactions WHERE gateway_id = ${key.gatewayId}
     AND kind = ANY(ARRAY['capture', 'void', 'refund']) AND reference = ${reference} LIMIT 1))`;
}
