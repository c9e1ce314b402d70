import type { Capabilities } from "../providers/provider";
import { type BalanceFact, capturableMinor, refundableMinor, voidableMinor } from "./balances";
import type { PaymentDetail, TransactionView } from "./payment-view";
import type { TransactionKind } from "./transaction";

/** What may be done with a payment as it stands. Null: not offered. Amounts are minor units of its currency. */
export type PaymentOffers = {
  approve: boolean;
  approveAndCapture: { amountMinor: number } | null;
  capture: { authorizationId: string; heldMinor: number; isPartOffered: boolean } | null;
  cancel: { voidedMinor: number; refundedMinor: number } | null;
  letGo: { authorizationId: string; amountMinor: number } | null;
  refund: { capturedMinor: number; refundedMinor: number; leftMinor: number } | null;
  recheck: boolean;
  /** Stuck ones, which a person may have looked up. */
  resolve: readonly { id: string; kind: TransactionKind; amountMinor: number }[];
};

type Given = Pick<PaymentDetail, "order" | "transactions" | "balance">;

/**
 * By the states of the API's own table: a placed order is approved, captured or cancelled; an approved one is captured, then
 * refunded. Beyond it, money that is held for no placed order can be let go, and what was captured can be given back from
 * every state: an order that is captured when it is placed needs no approval for that.
 */
export function offersOf(
  { order, transactions, balance }: Given,
  capabilities: Pick<Capabilities, "multipleCaptures" | "partialCapture">,
): PaymentOffers {
  const facts = transactions.map(factOf);
  const several = { several: capabilities.multipleCaptures };
  const authorizations = facts.filter(({ kind }) => kind === "authorization");
  const held = authorizations
    .map((each) => ({ id: each.id, minor: capturableMinor(facts, each, several) }))
    .find(({ minor }) => minor > 0);
  const free = authorizations.find((each) => voidableMinor(facts, each) > 0);
  const leftMinor = facts
    .filter(({ kind }) => kind === "capture")
    .reduce((sum, capture) => sum + refundableMinor(facts, capture), 0);
  const isPlaced = order.status === "placed" && order.isPaidWithThis;
  const isApproved = order.status === "approved" && order.isPaidWithThis;
  const isIdle = order.status !== "editing" && order.status !== "placing";
  return {
    approve: isPlaced,
    approveAndCapture: isPlaced && held ? { amountMinor: held.minor } : null,
    capture:
      isApproved && held
        ? {
            authorizationId: held.id,
            heldMinor: held.minor,
            isPartOffered: capabilities.partialCapture,
          }
        : null,
    cancel: isPlaced
      ? {
          voidedMinor: leftMinor > 0 ? 0 : (free?.amount.amountMinor ?? 0),
          refundedMinor: leftMinor,
        }
      : null,
    letGo:
      free && !isPlaced && isIdle
        ? { authorizationId: free.id, amountMinor: free.amount.amountMinor }
        : null,
    refund:
      leftMinor > 0 && isIdle
        ? { capturedMinor: balance.capturedMinor, refundedMinor: balance.refundedMinor, leftMinor }
        : null,
    recheck: transactions.length > 0,
    resolve: transactions
      .filter(({ status }) => status === "pending" || status === "indeterminate")
      .map(({ id, kind, amountMinor }) => ({ id, kind, amountMinor })),
  };
}

const factOf = ({ amountMinor, ...each }: TransactionView): BalanceFact => ({
  ...each,
  amount: { amountMinor },
});
