import { PAYMENT_SOURCE_TYPES } from "../../gateway-types";
import { none, one } from "../relationships";
import { defineResource, type Relationship } from "../resource";
import { readOnlyCommon, TRANSACTION_TABLE, transactionAttributes } from "../transaction-resources";

/** Of a transaction whose kind is its own type's: its history is written under that. */
const historyIn = (target: string): Relationship => ({
  kind: "many",
  types: [target],
  on: (p, t) => `${t}."resource_type" = ${p}."kind" || 's' AND ${t}."resource_id" = ${p}."id"`,
});

/** All four kinds in one list; each is changed under its own type. */
export const transactions = defineResource({
  type: "transactions",
  ...TRANSACTION_TABLE,
  attributes: { ...transactionAttributes, ...readOnlyCommon },
  relationships: {
    order: one("orders", "order_id"),
    payment_source: one(PAYMENT_SOURCE_TYPES, "source_id"),
    attachments: none,
    events: none,
    versions: historyIn("versions"),
    event_stores: historyIn("event_stores"),
  },
});
