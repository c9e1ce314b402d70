import { fixed, money, trigger } from "../attributes";
import { many } from "../relationships";
import { defineResource } from "../resource";
import { updateTransaction } from "../transaction-actions";
import {
  actionAmount,
  relationshipsOf,
  TRANSACTION_TABLE,
  transactionActions,
  transactionAttributes,
} from "../transaction-resources";

const kind = "authorization";

export const authorizations = defineResource({
  type: "authorizations",
  ...TRANSACTION_TABLE,
  where: `t."kind" = '${kind}'`,
  attributes: {
    ...transactionAttributes,
    cvv_code: fixed("string", null),
    cvv_message: fixed("string", null),
    avs_code: fixed("string", null),
    avs_message: fixed("string", null),
    fraud_review: fixed("string", null),
    ...money("capture_amount", "left_minor", "decoded"),
    ...money("capture_balance", "left_minor", "decoded"),
    ...money("void_balance", "voidable_minor", "decoded"),
    ...transactionActions,
    _capture: trigger(),
    _capture_amount_cents: actionAmount,
    _void: trigger(),
    _cancel: trigger(),
  },
  relationships: {
    ...relationshipsOf(kind),
    captures: many("captures", "parent_id"),
    voids: many("voids", "parent_id"),
  },
  update: (id, input, context) => updateTransaction({ kind, id }, input, context),
});
