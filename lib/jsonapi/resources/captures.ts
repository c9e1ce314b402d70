import { money, trigger } from "../attributes";
import { many, noOne, one } from "../relationships";
import { defineResource } from "../resource";
import { updateTransaction } from "../transaction-actions";
import {
  actionAmount,
  relationshipsOf,
  TRANSACTION_TABLE,
  transactionActions,
  transactionAttributes,
} from "../transaction-resources";

const kind = "capture";

export const captures = defineResource({
  type: "captures",
  ...TRANSACTION_TABLE,
  where: `t."kind" = '${kind}'`,
  attributes: {
    ...transactionAttributes,
    ...money("refund_amount", "left_minor", "decoded"),
    ...money("refund_balance", "left_minor", "decoded"),
    ...transactionActions,
    _refund: trigger(),
    _refund_amount_cents: actionAmount,
    _cancel: trigger(),
  },
  relationships: {
    ...relationshipsOf(kind),
    reference_authorization: one("authorizations", "parent_id"),
    refunds: many("refunds", "parent_id"),
    return: noOne,
  },
  update: (id, input, context) => updateTransaction({ kind, id }, input, context),
});
