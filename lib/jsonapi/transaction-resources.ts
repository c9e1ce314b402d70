import { PAYMENT_SOURCE_TYPES } from "../gateway-types";
import type { TransactionKind } from "../payments/transaction";
import { common, computed, fixed, money, string } from "./attributes";
import { eventStoresOf, none, one, versionsOf } from "./relationships";
import { type Attribute, defineResource, type Resource, type Row } from "./resource";
import { withOrder } from "./scopes";

/**
 * Authorizations, captures, voids and refunds as outgoing events tell of them. They are not in the registry: what the
 * API itself serves of them, once it does, is told instead.
 */
const SPENT = `(SELECT coalesce(sum(c."amount_minor"), 0)::bigint FROM "transactions" c
  WHERE c."parent_id" = t."id" AND c."status" NOT IN ('declined', 'failed'))`;
const CAPTURED = `(SELECT count(*)::int FROM "transactions" c
  WHERE c."parent_id" = t."id" AND c."kind" = 'capture' AND c."status" NOT IN ('declined', 'failed'))`;

const leftOf = (row: Row): number =>
  Math.max(0, Number(row.amount_minor ?? 0) - Number(row.spent_minor ?? 0));

const left = computed("integer", ["amount_minor", "spent_minor"], leftOf);

const BALANCES: Record<TransactionKind, Record<string, Attribute>> = {
  authorization: {
    capture_amount_cents: left,
    capture_balance_cents: left,
    void_balance_cents: computed(
      "integer",
      ["amount_minor", "spent_minor", "captures_count"],
      (row) => (row.captures_count === 0 ? leftOf(row) : 0),
    ),
  },
  capture: { refund_amount_cents: left, refund_balance_cents: left },
  void: {},
  refund: {},
};

function resourceOf(kind: TransactionKind): Resource {
  const type = `${kind}s`;
  const parent = kind === "refund" ? "reference_capture" : "reference_authorization";
  return defineResource({
    type,
    table: "transactions",
    where: `t."kind" = '${kind}'`,
    joins: 'JOIN "payment_sources" ps ON ps."id" = t."source_id"',
    columns: {
      spent_minor: SPENT,
      captures_count: CAPTURED,
      mode: 'ps."mode"',
      method_type: `ps."instrument"->>'issuer_type'`,
      metadata: "'{}'::jsonb",
      reference_origin: "NULL",
      gateway_reference: 't."reference"',
      reference: "NULL",
    },
    decodes: ["mode"],
    scope: withOrder,
    attributes: {
      number: string("id"),
      type: fixed("string", type),
      payment_method_type: string("method_type"),
      currency_code: string(),
      ...money("amount", "amount_minor"),
      succeeded: computed("boolean", ["status"], (row) => row.status === "succeeded"),
      message: string("detail"),
      error_code: string("decline_code"),
      error_detail: string("decline_raw"),
      token: computed(
        "string",
        ["gateway_reference", "payment_reference"],
        (row) => row.gateway_reference ?? row.payment_reference ?? null,
      ),
      gateway_transaction_id: string("gateway_reference"),
      ...BALANCES[kind],
      ...common,
    },
    relationships: {
      order: one("orders", "order_id"),
      payment_source: one(PAYMENT_SOURCE_TYPES, "source_id"),
      ...(kind === "authorization" ? {} : { [parent]: one(`${PARENTS[kind]}s`, "parent_id") }),
      attachments: none,
      events: none,
      versions: versionsOf(type),
      event_stores: eventStoresOf(type),
    },
  });
}

const PARENTS = {
  capture: "authorization",
  void: "authorization",
  refund: "capture",
} as const satisfies Record<Exclude<TransactionKind, "authorization">, TransactionKind>;

export const TRANSACTION_RESOURCES: ReadonlyMap<string, Resource> = new Map(
  (["authorization", "capture", "void", "refund"] as const).map((kind) => [
    `${kind}s`,
    resourceOf(kind),
  ]),
);
