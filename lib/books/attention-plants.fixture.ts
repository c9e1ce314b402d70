// What breaks the books unless it stands on the attention list, and what does not break them.
import type { StoredTransaction } from "../payments/store";

type Paid = Pick<StoredTransaction, "id" | "orderId">;
type AttentionPlant = { id: string; what: string; statements: (paid: Paid) => readonly string[] };

/** A row like another one, with other values: `set` names columns and what they become. */
export const copyOf = (table: string, where: string, set: Record<string, string>): string => {
  const changed = Object.entries(set).map(([name, value]) => `'${name}', ${value}`);
  return `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table},
    to_jsonb(t) || jsonb_build_object(${changed.join(", ")}))).* FROM ${table} t WHERE ${where}`;
};

const listed = (kind: string, { id, orderId }: Paid): string =>
  `INSERT INTO attention_items (id, kind, order_id, what, stamp, opened_at)
   VALUES ('${kind}:${id}', '${kind}', '${orderId}', '{}', 'seen', now())`;

/** The dashboard captured more than was left of it. */
const brought = ({ id }: Paid): string =>
  copyOf("transactions", `kind = 'capture' AND parent_id = '${id}'`, {
    id: "'Brought'",
    origin: "'provider'",
    reference: "'brought'",
    idempotency_key: "NULL::text",
  });

const opened = (set: string, { id }: Paid): string =>
  `UPDATE transactions SET settled_at = NULL, requested_at = now() - interval '2 days', ${set}
   WHERE id = '${id}'`;

export const ATTENTION_PLANTS: readonly AttentionPlant[] = [
  {
    id: "I2",
    what: "a provider's fact that breaks the balance and is on no list",
    statements: (paid) => [brought(paid)],
  },
  {
    id: "I13",
    what: "a payment that is asked about, and on no list after a day",
    statements: (paid) => [opened("status = 'indeterminate', next_check_at = now()", paid)],
  },
  {
    id: "I13",
    what: "an item whose cause is gone",
    statements: (paid) => [listed("unknown_outcome", paid)],
  },
  {
    id: "I13",
    what: "a dispute that is on no list",
    statements: ({ id }) => [
      `INSERT INTO disputes (id, gateway_id, reference, order_id, source_id, transaction_id,
         amount_minor, currency_code, reason, state, opened_at, told_at, told_by, created_at, updated_at)
       SELECT 'D', gateway_id, 'du_1', order_id, source_id, id, amount_minor, currency_code,
         'fraudulent', 'needs_response', now(), now(), 'evt_1', now(), now()
       FROM transactions WHERE id = '${id}'`,
    ],
  },
];

export const EXCUSES: readonly AttentionPlant[] = [
  {
    id: "I13",
    what: "an unknown outcome that stands on the attention list",
    statements: (paid) => [
      opened("status = 'pending', next_check_at = NULL", paid),
      listed("unknown_outcome", paid),
    ],
  },
  {
    id: "I2",
    what: "a provider's fact that breaks the balance and stands on the attention list",
    statements: (paid) => [brought(paid), listed("breaks_balance", paid)],
  },
  {
    id: "I16",
    what: "the last digits of a webhook secret that was changed for another",
    statements: ({ id }) => [
      copyOf("events", `resource_id = '${id}' AND name = 'authorization.succeeded'`, {
        sequence: "99999999",
        name: "'gateway.updated'",
        resource_type: "'stripe_gateways'",
        changes: `'{"credential_keys": [{}, {"webhook_endpoint_secret_previous": "9BHp"}]}'::jsonb`,
      }),
    ],
  },
];
