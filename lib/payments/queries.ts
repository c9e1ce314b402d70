import "server-only";
import { Prisma } from "@/generated/prisma/client";

/** Sums and the newest attempt are of the source itself, by its index: no query in a loop. */
export const selectSources = (sources: Prisma.Sql, more: Prisma.Sql = Prisma.empty) => Prisma.sql`
  SELECT s.id, s.mode, s.type, s.amount_minor, s.currency_code, s.instrument, s.created_at,
    o.number, o.total_minor, c.email, a.first_name, a.last_name,
    g.name AS gateway_name, m.name AS method_name,
    sums.authorized, sums.captured, sums.voided, sums.refunded,
    newest.status AS newest_status, newest.superseded_at AS newest_superseded_at,
    newest.decline_code AS newest_decline ${more}
  FROM ${sources} s
  JOIN orders o ON o.id = s.order_id
  JOIN gateways g ON g.id = s.gateway_id
  LEFT JOIN customers c ON c.id = o.customer_id
  LEFT JOIN addresses a ON a.id = COALESCE(o.shipping_address_id, o.billing_address_id)
  LEFT JOIN payment_methods m ON m.id = s.payment_method_id
  CROSS JOIN LATERAL (
    SELECT
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'authorization'), 0)::bigint AS authorized,
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'capture'), 0)::bigint AS captured,
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'void'), 0)::bigint AS voided,
      COALESCE(sum(amount_minor) FILTER (WHERE kind = 'refund'), 0)::bigint AS refunded
    FROM transactions WHERE source_id = s.id AND status = 'succeeded'
  ) sums
  LEFT JOIN LATERAL (
    SELECT status, superseded_at, decline_code FROM transactions
    WHERE source_id = s.id AND kind = 'authorization' ORDER BY attempt DESC LIMIT 1
  ) newest ON true`;
