/** What of a customer is computed, over the row `t`. */

const ORDERS_COUNT = `(SELECT count(*)::int FROM "orders" co
  WHERE co."customer_id" = t."id" AND co."status" IN ('placed', 'approved', 'editing'))`;

/** How long a request to be forgotten may be taken back. */
export const ERASED_AFTER_DAYS = 30;

export const CUSTOMER_COLUMNS = {
  orders_count: ORDERS_COUNT,
  status: `(CASE ${ORDERS_COUNT} WHEN 0 THEN 'prospect' WHEN 1 THEN 'acquired' ELSE 'repeat' END)`,
  has_password: '(t."password_hash" IS NOT NULL)',
  shopper_reference: 'coalesce(t."shopper_reference", t."id")',
  profile_id: 'coalesce(t."profile_id", t."id")',
  anonymization_status: `(CASE WHEN t."anonymized_at" IS NOT NULL THEN 'done'
    WHEN t."anonymization_requested_at" IS NOT NULL THEN 'requested' END)`,
  anonymization_info: `(CASE WHEN t."anonymization_requested_at" IS NOT NULL THEN jsonb_build_object(
    'requested_at', t."anonymization_requested_at",
    'due_at', t."anonymization_requested_at" + interval '${ERASED_AFTER_DAYS} days',
    'completed_at', t."anonymized_at") END)`,
} as const;

const members = Object.entries(CUSTOMER_COLUMNS).map(([name, column]) => `'${name}', ${column}`);

/** The same row as an object, for what was just made. */
export const CUSTOMER_ROW = `(to_jsonb(t) - 'password_hash' || jsonb_build_object(${members.join(", ")}))`;
