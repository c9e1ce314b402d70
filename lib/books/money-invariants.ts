import { type Invariant, MAY_HAVE_HAPPENED } from "./invariant";

/** What an order's money has come to, as `paymentStatusOf` computes it. One row an order. */
const SUMS = `
  SELECT o.id, o.total_minor, o.payment_status,
    coalesce(sum(t.amount_minor) FILTER (WHERE t.kind = 'authorization'), 0) AS authorized,
    coalesce(sum(t.amount_minor) FILTER (WHERE t.kind = 'capture'), 0) AS captured,
    coalesce(sum(t.amount_minor) FILTER (WHERE t.kind = 'void'), 0) AS voided,
    coalesce(sum(t.amount_minor) FILTER (WHERE t.kind = 'refund'), 0) AS refunded
  FROM orders o LEFT JOIN transactions t ON t.order_id = o.id AND t.status = 'succeeded'
  GROUP BY o.id`;

/** What each authorization was used for. Facts that a provider brought are kept apart: they may break the rules. */
const USES = `
  SELECT a.id, a.order_id, a.amount_minor, a.currency_code,
    coalesce(sum(c.amount_minor) FILTER (WHERE c.kind = 'capture' AND c.origin = 'kassa'), 0) AS captured,
    coalesce(sum(c.amount_minor) FILTER (WHERE c.kind = 'void' AND c.origin = 'kassa'), 0) AS voided
  FROM transactions a JOIN transactions c ON c.parent_id = a.id AND c.${MAY_HAVE_HAPPENED}
  WHERE a.kind = 'authorization'
  GROUP BY a.id`;

/** What each authorization came to, whoever did it: what breaks the rules here has to be on the attention list. */
const BROUGHT = `
  SELECT a.id, a.amount_minor,
    coalesce(sum(c.amount_minor) FILTER (WHERE c.kind = 'capture'), 0) AS captured,
    coalesce(sum(c.amount_minor) FILTER (WHERE c.kind = 'void'), 0) AS voided,
    coalesce(sum(c.amount_minor) FILTER (WHERE c.kind = 'refund'), 0) + coalesce(sum((
      SELECT sum(r.amount_minor) FROM transactions r
      WHERE r.parent_id = c.id AND r.kind = 'refund' AND r.status = 'succeeded')), 0) AS refunded
  FROM transactions a JOIN transactions c ON c.parent_id = a.id AND c.status = 'succeeded'
  WHERE a.kind = 'authorization' AND a.status = 'succeeded'
  GROUP BY a.id`;

export const MONEY_INVARIANTS: readonly Invariant[] = [
  {
    id: "I1",
    title: "An order has at most one live attempt, and is paid at most once",
    sql: `
      SELECT order_id AS subject, count(*) || ' live attempts' AS why
      FROM transactions WHERE kind = 'authorization' AND live
      GROUP BY order_id HAVING count(*) > 1
      UNION ALL
      SELECT a.order_id, count(*) || ' attempts took money'
      FROM transactions a
      WHERE a.kind = 'authorization' AND a.status = 'succeeded' AND EXISTS (
        SELECT 1 FROM transactions c WHERE c.parent_id = a.id AND c.kind = 'capture'
          AND c.status = 'succeeded' AND c.amount_minor > coalesce((
            SELECT sum(r.amount_minor) FROM transactions r
            WHERE r.parent_id = c.id AND r.kind = 'refund' AND r.${MAY_HAVE_HAPPENED}), 0))
      GROUP BY a.order_id HAVING count(*) > 1`,
  },
  {
    id: "I2",
    title: "Refunded ≤ captured ≤ authorized ≤ the order's total, in one currency",
    sql: `
      SELECT id AS subject, captured || ' captured of ' || amount_minor AS why
      FROM (${USES}) u WHERE captured > amount_minor
      UNION ALL
      SELECT c.id, sum(r.amount_minor) || ' refunded of ' || c.amount_minor
      FROM transactions c JOIN transactions r ON r.parent_id = c.id AND r.kind = 'refund'
        AND r.origin = 'kassa' AND r.${MAY_HAVE_HAPPENED}
      WHERE c.kind = 'capture' GROUP BY c.id HAVING sum(r.amount_minor) > c.amount_minor
      UNION ALL
      SELECT t.id, t.amount_minor || ' authorized for an order of ' || o.total_minor
      FROM transactions t JOIN orders o ON o.id = t.order_id
      WHERE t.kind = 'authorization' AND t.live AND t.status = 'succeeded' AND t.detail IS NULL
        AND o.status IN ('placed', 'editing', 'approved') AND t.amount_minor > o.total_minor
      UNION ALL
      SELECT t.id, 'in ' || t.currency_code || ', its order in ' || o.currency_code
      FROM transactions t JOIN orders o ON o.id = t.order_id
      WHERE t.currency_code <> o.currency_code AND t.origin = 'kassa' AND t.detail IS NULL
      UNION ALL
      SELECT id, 'What its provider brought breaks it, and is on no list' FROM (${BROUGHT}) b
      WHERE (captured > amount_minor OR refunded > captured OR (captured > 0 AND voided > 0))
        AND NOT EXISTS (
          SELECT 1 FROM attention_items i WHERE i.id = 'breaks_balance:' || b.id AND i.stamp <> '')
      UNION ALL
      SELECT id, 'Without what it acts on' FROM transactions
      WHERE (kind = 'authorization') <> (parent_id IS NULL)`,
  },
  {
    id: "I7",
    title: "An order's payment status is what its transactions have come to",
    sql: `
      SELECT id AS subject, payment_status || ', but its transactions say ' || expected AS why
      FROM (SELECT s.*, CASE
          WHEN captured > 0 AND refunded >= captured THEN 'refunded'
          WHEN captured > 0 AND refunded > 0 THEN 'partially_refunded'
          WHEN captured >= total_minor AND captured > 0 THEN 'paid'
          WHEN captured > 0 THEN 'partially_paid'
          WHEN authorized - voided >= total_minor AND authorized > voided THEN 'authorized'
          WHEN authorized > voided AND voided > 0 THEN 'partially_voided'
          WHEN authorized > voided THEN 'partially_authorized'
          WHEN voided > 0 THEN 'voided'
          WHEN total_minor = 0 THEN 'free' ELSE 'unpaid' END AS expected
        FROM (${SUMS}) s) e
      WHERE expected <> payment_status AND NOT (expected = 'free' AND payment_status = 'unpaid')`,
  },
  {
    id: "I10",
    title: "Void and capture never both succeed on one authorization",
    sql: `
      SELECT id AS subject, captured || ' captured and ' || voided || ' voided' AS why
      FROM (${USES}) u WHERE captured > 0 AND voided > 0`,
  },
  {
    id: "I11",
    title: "A placed order's amounts add up, and its payment is for its total",
    sql: `
      SELECT o.id AS subject, 'Its lines come to ' || l.sum || ', its subtotal is ' || o.subtotal_minor AS why
      FROM orders o JOIN LATERAL (
        SELECT coalesce(sum(i.total_minor), 0) AS sum FROM line_items i WHERE i.order_id = o.id) l ON true
      WHERE o.status IN ('placed', 'editing', 'approved') AND l.sum <> o.subtotal_minor
      UNION ALL
      SELECT o.id, t.amount_minor || ' is held for a total of ' || o.total_minor
      FROM orders o JOIN transactions t ON t.order_id = o.id AND t.kind = 'authorization' AND t.live
      WHERE o.status IN ('placed', 'editing', 'approved') AND t.status = 'succeeded'
        AND t.amount_minor <> o.total_minor`,
  },
  {
    id: "I14",
    title: "No order is placed while its attempt is open or was declined",
    sql: `
      SELECT o.id AS subject, 'It is ' || o.status || ' without an authorization that succeeded' AS why
      FROM orders o
      WHERE o.status IN ('placed', 'editing', 'approved') AND o.total_minor > 0 AND NOT EXISTS (
        SELECT 1 FROM transactions t
        WHERE t.order_id = o.id AND t.kind = 'authorization' AND t.status = 'succeeded')
      UNION ALL
      SELECT o.id, 'It is ' || o.status || ' while an attempt is ' || t.status
      FROM orders o JOIN transactions t ON t.order_id = o.id AND t.kind = 'authorization' AND t.live
      WHERE o.status IN ('placed', 'editing', 'approved') AND t.status <> 'succeeded'`,
  },
];
