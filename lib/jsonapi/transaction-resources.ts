import { z } from "zod";
import { PAYMENT_SOURCE_TYPES } from "../gateway-types";
import type { TransactionKind } from "../payments/transaction";
import {
  common,
  compared,
  computed,
  datetime,
  fixed,
  listedBy,
  money,
  string,
  trigger,
  writable,
} from "./attributes";
import { eventStoresOf, none, one, versionsOf } from "./relationships";
import type { Attribute, Relationship, Row } from "./resource";
import { withOrder } from "./scopes";

/** What authorizations, captures, voids and refunds share: their one table, and the reading of it. */

/** What operations have taken of it, or may have. */
const SPENT = `(SELECT coalesce(sum(c."amount_minor"), 0)::bigint FROM "transactions" c
  WHERE c."parent_id" = t."id" AND c."status" NOT IN ('declined', 'failed'))`;
const CAPTURED = `(SELECT count(*)::int FROM "transactions" c
  WHERE c."parent_id" = t."id" AND c."kind" = 'capture' AND c."status" NOT IN ('declined', 'failed'))`;

const leftOf = (row: Row): number =>
  row.status === "succeeded"
    ? Math.max(0, Number(row.amount_minor ?? 0) - Number(row.spent_minor ?? 0))
    : 0;

export const TRANSACTION_TABLE = {
  table: "transactions",
  joins: 'JOIN "payment_sources" ps ON ps."id" = t."source_id"',
  columns: {
    type: `(t."kind" || 's')`,
    is_succeeded: `(t."status" = 'succeeded')`,
    spent_minor: SPENT,
    captures_count: CAPTURED,
    mode: 'ps."mode"',
    method_type: `ps."instrument"->>'issuer_type'`,
    token: 'coalesce(t."reference", t."payment_reference")',
    gateway_reference: 't."reference"',
    reference: 't."client_reference"',
  },
  decodes: ["mode", "status", "amount_minor", "spent_minor", "captures_count"],
  decode: (row: Row): Row => ({
    ...row,
    left_minor: leftOf(row),
    voidable_minor: row.captures_count === 0 ? leftOf(row) : 0,
  }),
  lists: listedBy(["number", "type", "amount_cents"], {
    unsorted: [
      "currency_code",
      "succeeded",
      "message",
      "error_code",
      "error_detail",
      "token",
      "gateway_transaction_id",
    ],
  }),
  scope: withOrder,
} as const;

const succeeded = compared(
  computed("boolean", ["status"], (row) => row.status === "succeeded"),
  "is_succeeded",
);

export const transactionAttributes = {
  number: string("id"),
  type: string(),
  payment_method_type: string("method_type"),
  currency_code: string(),
  ...money("amount", "amount_minor"),
  succeeded,
  message: string("detail"),
  error_code: string("decline_code"),
  error_detail: string("decline_raw"),
  token: string(),
  gateway_transaction_id: string("gateway_reference"),
};

/** Reading aside: what a transaction's own address may do to it. */
export const transactionActions = {
  ...common,
  succeeded: writable(succeeded, z.boolean(), "update"),
  _forward: trigger(),
};

export const readOnlyCommon = {
  created_at: datetime(),
  updated_at: datetime(),
  reference: string(),
  reference_origin: string(),
  metadata: common.metadata as Attribute,
};

/** Given with its action; alone it changes nothing, as documented. */
export const actionAmount = {
  ...writable(fixed("integer", null), z.int("must be a whole number").positive(), "update"),
  read: null,
};

export const relationshipsOf = (kind: TransactionKind): Record<string, Relationship> => ({
  order: one("orders", "order_id"),
  payment_source: one(PAYMENT_SOURCE_TYPES, "source_id"),
  attachments: none,
  events: none,
  versions: versionsOf(`${kind}s`),
  event_stores: eventStoresOf(`${kind}s`),
});
