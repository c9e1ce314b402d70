import type { Invariant } from "./invariant";

/** Each change of a transaction's status, with the one before and after it. */
const STEPS = `
  SELECT resource_id, sequence, changes->'status'->>0 AS before, changes->'status'->>1 AS after,
    lag(changes->'status'->>1) OVER one AS previous,
    lead(sequence) OVER one IS NULL AS is_last
  FROM events
  WHERE resource_type IN ('authorizations', 'captures', 'voids', 'refunds')
    AND jsonb_typeof(changes->'status') = 'array'
    -- A merchant's word stands beside the step that it brought about, and tells of the same.
    AND name NOT LIKE '%.forwarded'
  WINDOW one AS (PARTITION BY resource_id ORDER BY sequence)`;

const ENDS = `('succeeded', 'declined', 'failed')`;
const OPEN = `('requested', 'action_required', 'pending', 'indeterminate')`;

export const HISTORY_INVARIANTS: readonly Invariant[] = [
  {
    id: "I4",
    title: "No provider call without its row, committed first",
    sql: `
      SELECT t.id AS subject, t.kind || ' is ' || t.status || ' and was never asked for' AS why
      FROM transactions t
      WHERE t.origin = 'kassa' AND NOT EXISTS (
        SELECT 1 FROM provider_calls c WHERE c.transaction_id = t.id)
      UNION ALL
      SELECT t.id, 'Its call began before it was requested'
      FROM provider_calls c JOIN transactions t ON t.id = c.transaction_id
      WHERE c.started_at < t.requested_at`,
  },
  {
    id: "I5",
    title: "A finished request with a key has its answer kept",
    sql: `
      SELECT scope || ' ' || key AS subject, 'Finished without an answer' AS why
      FROM idempotency_keys WHERE (finished_at IS NOT NULL) <> (status IS NOT NULL)`,
  },
  {
    id: "I6",
    title: "A state never goes backwards, and an end is an end",
    sql: `
      SELECT resource_id AS subject, 'From ' || previous || ' to ' || after AS why
      FROM (${STEPS}) s WHERE previous IN ${ENDS} AND after <> previous
      UNION ALL
      SELECT resource_id, 'Changed from ' || before || ' when it was ' || coalesce(previous, 'new')
      FROM (${STEPS}) s WHERE before IS DISTINCT FROM previous
      UNION ALL
      SELECT id, 'Settled, yet to be asked about' FROM transactions
      WHERE status IN ${ENDS} AND next_check_at IS NOT NULL
        -- Held money is asked about once its hold should be over.
        AND NOT (status = 'succeeded' AND kind = 'authorization' AND live)`,
  },
  {
    id: "I7",
    title: "Stored state is what the events come to",
    sql: `
      SELECT t.id AS subject, 'Stored as ' || t.status || ', told as ' || coalesce(s.after, 'nothing') AS why
      FROM transactions t LEFT JOIN (${STEPS}) s ON s.resource_id = t.id AND s.is_last
      WHERE s.after IS DISTINCT FROM t.status
      UNION ALL
      SELECT o.id, 'Stored as ' || o.status || ', told as ' || e.after
      FROM orders o JOIN LATERAL (
        SELECT changes->'status'->>1 AS after FROM events
        WHERE resource_type = 'orders' AND resource_id = o.id AND order_id = o.id
          AND jsonb_typeof(changes->'status') = 'array'
        ORDER BY sequence DESC LIMIT 1) e ON true
      WHERE e.after <> o.status`,
  },
  {
    id: "I9",
    title: "A provider's event has at most one effect",
    sql: `
      SELECT resource_id AS subject, count(*) || ' effects' AS why
      FROM events WHERE name = 'webhook.applied' AND (changes->>'changed')::boolean
      GROUP BY actor_id, resource_id HAVING count(*) > 1`,
  },
  {
    id: "I13",
    title: "What is unknown for a day, or asked about by nobody, is on the attention list",
    // The look after a day takes a moment. What no browser has confirmed asked for no money, and never is.
    sql: `
      SELECT t.id AS subject, t.status || ' since ' || t.requested_at || ', and on no list' AS why
      FROM transactions t
      WHERE t.status IN ${OPEN} AND t.requested_at < now() - interval '24 hours 10 minutes'
        AND (t.status <> 'action_required'
          OR (t.next_check_at IS NULL AND t.action_kind IS DISTINCT FROM 'client_confirmation'))
        AND NOT EXISTS (
          SELECT 1 FROM attention_items i WHERE i.id = 'unknown_outcome:' || t.id AND i.stamp <> '')
      UNION ALL
      SELECT id, 'Asked about by nobody, and on no list' FROM transactions t
      WHERE status IN ('requested', 'pending', 'indeterminate') AND next_check_at IS NULL
        AND NOT EXISTS (
          SELECT 1 FROM attention_items i WHERE i.id = 'unknown_outcome:' || t.id AND i.stamp <> '')
      UNION ALL
      SELECT i.id, 'On the list, though ' || t.status FROM attention_items i
      JOIN transactions t ON i.id = 'unknown_outcome:' || t.id
      WHERE i.resolved_at IS NULL AND t.status NOT IN ${OPEN}
      UNION ALL
      SELECT d.id, 'It is ' || d.state || ', and on no list' FROM disputes d
      WHERE d.state IN ('needs_response', 'under_review') AND NOT EXISTS (
        SELECT 1 FROM attention_items i WHERE i.id = 'dispute:' || d.id AND i.stamp <> '')`,
  },
  {
    id: "I17",
    title: "Every change has an actor, a trace and a row of its own",
    sql: `
      SELECT sequence::text AS subject, 'An event without actor or trace' AS why
      FROM events WHERE actor_kind = '' OR trace_id = ''
        OR actor_kind NOT IN ('shopper', 'user', 'api_client', 'provider', 'system')
      UNION ALL
      SELECT t.id, 'A ' || t.kind || ' without an event'
      FROM transactions t WHERE NOT EXISTS (
        SELECT 1 FROM events e WHERE e.resource_type = t.kind || 's' AND e.resource_id = t.id)`,
  },
];
