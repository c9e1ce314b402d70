import { one } from "../relationships";
import { defineResource } from "../resource";
import { updateTransaction } from "../transaction-actions";
import {
  relationshipsOf,
  TRANSACTION_TABLE,
  transactionActions,
  transactionAttributes,
} from "../transaction-resources";

const kind = "void";

export const voids = defineResource({
  type: "voids",
  ...TRANSACTION_TABLE,
  where: `t."kind" = '${kind}'`,
  attributes: { ...transactionAttributes, ...transactionActions },
  relationships: {
    ...relationshipsOf(kind),
    reference_authorization: one("authorizations", "parent_id"),
  },
  update: (id, input, context) => updateTransaction({ kind, id }, input, context),
});
