import type { Invariant } from "./invariant";

const KEY = "mode, day, currency_code, gateway_id, state";
const TOTAL_KEY = "mode, currency_code, gateway_id, state";
const SUMS = `sum(payments_count) AS payments_count, sum(taken_minor) AS taken_minor,
  sum(open_minor) AS open_minor, sum(refunded_minor) AS refunded_minor`;

/** Said by `t` and counted by `c`: whether they are not the same, where a side that has no row says nothing at all. */
const DIFFER = `(coalesce(t.payments_count, 0), coalesce(t.taken_minor, 0), coalesce(t.open_minor, 0),
  coalesce(t.refunded_minor, 0)) IS DISTINCT FROM (coalesce(c.payments_count, 0),
  coalesce(c.taken_minor, 0), coalesce(c.open_minor, 0), coalesce(c.refunded_minor, 0))`;
const WHY = `'said are ' || coalesce(t.payments_count, 0) || ' payments, there are '
  || coalesce(c.payments_count, 0) || ', or their money differs' AS why`;

/** What the admin's lists repeat of the facts, so that a million of them can be looked through. */
export const LIST_INVARIANTS: readonly Invariant[] = [
  {
    id: "I20",
    title: "The list of payments says what the facts say",
    sql: `
      SELECT coalesce(l.id, f.id) AS subject,
        'listed as ' || coalesce(l.state, 'nothing') || ', is ' || coalesce(f.state, 'nothing') AS why
      FROM listed_payments l FULL JOIN payment_folds f ON f.id = l.id
      WHERE to_jsonb(l) IS DISTINCT FROM to_jsonb(f)`,
  },
  {
    id: "I21",
    title: "The days of the list are the sums of its payments",
    sql: `
      WITH told AS (
        SELECT ${KEY}, ${SUMS} FROM (
          SELECT ${KEY}, payments_count, taken_minor, open_minor, refunded_minor FROM payment_days
          UNION ALL
          SELECT ${KEY}, payments_count, taken_minor, open_minor, refunded_minor FROM payment_day_changes
        ) d GROUP BY ${KEY}
      ), counted AS (
        SELECT mode, (created_at AT TIME ZONE 'UTC')::date AS day, currency_code, gateway_id, state,
          count(*)::numeric AS payments_count, sum(captured_minor - refunded_minor) AS taken_minor,
          sum(capturable_minor) AS open_minor, sum(refunded_minor) AS refunded_minor
        FROM listed_payments GROUP BY 1, 2, 3, 4, 5
      )
      SELECT concat_ws(' ', ${KEY}) AS subject, ${WHY}
      FROM told t FULL JOIN counted c USING (${KEY}) WHERE ${DIFFER}
      UNION ALL
      SELECT concat_ws(' ', 'all days', ${TOTAL_KEY}), ${WHY}
      FROM payment_totals t FULL JOIN (
        SELECT ${TOTAL_KEY}, ${SUMS} FROM payment_days GROUP BY ${TOTAL_KEY}
      ) c USING (${TOTAL_KEY}) WHERE ${DIFFER}`,
  },
];
