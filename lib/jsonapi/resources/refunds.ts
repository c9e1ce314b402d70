import { noOne, one } from "../relationships";
import { defineResource } from "../resource";
import { updateTransaction } from "../transaction-actions";
import {
  relationshipsOf,
  TRANSACTION_TABLE,
  transactionActions,
  transactionAttributes,
} from "../transaction-resources";

const kind = "refund";

export const refunds = defineResource({
  type: "refunds",
  ...TRANSACTION_TABLE,
  where: `t."kind" = '${kind}'`,
  attributes: { ...transactionAttributes, ...transactionActions },
  relationships: {
    ...relationshipsOf(kind),
    reference_capture: one("captures", "parent_id"),
    return: noOne,
  },
  update: (id, input, context) => updateTransaction({ kind, id }, input, context),
});
