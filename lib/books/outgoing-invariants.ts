import type { Invariant } from "./invariant";

/** What was captured of each order, and how often the merchant's systems are told that it is paid. */
const TOLD = `
  SELECT o.id, o.total_minor,
    coalesce(sum(t.amount_minor), 0) AS captured,
    (SELECT count(*) FROM outgoing_events e
     WHERE e.topic = 'orders.pay' AND e.order_id = o.id) AS told
  FROM orders o
  LEFT JOIN transactions t ON t.order_id = o.id AND t.kind = 'capture' AND t.status = 'succeeded'
  GROUP BY o.id`;

export const OUTGOING_INVARIANTS: readonly Invariant[] = [
  {
    id: "I12",
    title: "The merchant's systems are told of a paid order once, and of no other",
    sql: `
      SELECT id AS subject, captured || ' captured of ' || total_minor || ', told as paid '
        || told || ' times' AS why
      FROM (${TOLD}) p
      WHERE told <> (CASE WHEN captured > 0 AND captured >= total_minor THEN 1 ELSE 0 END)
      UNION ALL
      SELECT id::text, topic || ' of ' || resource_id || ' was not sent within a day'
      FROM outgoing_events
      WHERE dispatched_at IS NULL AND created_at < now() - interval '24 hours'`,
  },
];
