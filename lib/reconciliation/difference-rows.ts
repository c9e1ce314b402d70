import {
  instant,
  instantOrNull,
  integer,
  type JsonRow,
  oneOf,
  rows,
  text,
  textOrNull,
} from "../db/row";
import { GATEWAY_TYPES } from "../gateway-types";
import type { CurrencyCode, Money } from "../money/money";
import { TRANSACTION_KINDS, TRANSACTION_STATUSES } from "../payments/transaction";
import type { OwnTransaction } from "./compare-payment";
import type { FoundDifference, GatewayChoice, OwnPayment, StoredDifference } from "./store";

/** From the database's JSON to what the use cases know, and back. */
export const differenceOf = (row: JsonRow): StoredDifference => ({
  id: text(row, "id"),
  kind: oneOf(row, "kind", ["missing_here", "missing_there", "amount_differs"]),
  subject: text(row, "subject"),
  movement: oneOf(row, "movement", TRANSACTION_KINDS),
  transactionId: textOrNull(row, "transaction_id"),
  paymentReference: textOrNull(row, "payment_reference"),
  ourReference: textOrNull(row, "our_reference"),
  reference: textOrNull(row, "reference"),
  ours: moneyOf(row, "our"),
  theirs: moneyOf(row, "their"),
  happenedAt: instant(row, "happened_at"),
  state: oneOf(row, "state", ["open", "resolved"]),
  foundAt: instant(row, "found_at"),
  resolvedAt: instantOrNull(row, "resolved_at"),
  resolvedBy: row.resolved_by == null ? null : oneOf(row, "resolved_by", ["run", "person"]),
  note: textOrNull(row, "note"),
});

const moneyOf = (row: JsonRow, side: "our" | "their"): Money | null =>
  row[`${side}_amount_minor`] == null
    ? null
    : {
        amountMinor: integer(row, `${side}_amount_minor`),
        currency: text(row, `${side}_currency_code`) as CurrencyCode,
      };

/** Members are columns. */
export const rowOfDifference = (found: FoundDifference & { id: string }) => ({
  id: found.id,
  kind: found.kind,
  subject: found.subject,
  movement: found.movement,
  transaction_id: found.transactionId,
  payment_reference: found.paymentReference,
  our_reference: found.ourReference,
  reference: found.reference,
  our_amount_minor: found.ours?.amountMinor ?? null,
  our_currency_code: found.ours?.currency ?? null,
  their_amount_minor: found.theirs?.amountMinor ?? null,
  their_currency_code: found.theirs?.currency ?? null,
  happened_at: found.happenedAt.toISOString(),
});

/** An authorization's row with its source's transactions, of which only its own descendants count. */
export function paymentOf(row: JsonRow): OwnPayment {
  const authorizationId = text(row, "id");
  const all = rows(row, "transactions");
  const isBelow = (each: JsonRow): boolean => {
    const parent = all.find(({ id }) => id === each.parent_id);
    return each.parent_id === authorizationId || (parent !== undefined && isBelow(parent));
  };
  const family = all.filter((each) => each.id === authorizationId || isBelow(each));
  return {
    authorizationId,
    gatewayId: text(row, "gateway_id"),
    paymentReference: textOrNull(row, "payment_reference"),
    ourReference: textOrNull(row, "our_reference"),
    requestedAt: instant(row, "requested_at"),
    transactions: family.map(transactionOf),
  };
}

const transactionOf = (row: JsonRow): OwnTransaction => ({
  id: text(row, "id"),
  kind: oneOf(row, "kind", TRANSACTION_KINDS),
  status: oneOf(row, "status", TRANSACTION_STATUSES),
  reference: textOrNull(row, "reference"),
  amount: {
    amountMinor: integer(row, "amount_minor"),
    currency: text(row, "currency_code") as CurrencyCode,
  },
  requestedAt: instant(row, "requested_at"),
  settledAt: instantOrNull(row, "settled_at"),
});

export const gatewayChoiceOf = (row: JsonRow): GatewayChoice => ({
  id: text(row, "id"),
  type: oneOf(row, "type", GATEWAY_TYPES),
  mode: text(row, "mode"),
  name: text(row, "name"),
  reference: textOrNull(row, "reference"),
});
