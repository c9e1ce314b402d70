import type Stripe from "stripe";
import { seconds } from "../../core/context";
import type { Work } from "../account";

const AVAILABLE_AFTER_S = 2 * 24 * 60 * 60;

/** 2.9 % and 30 minor units, Stripe's usual fee in the United States; refunds give none back. */
export function buildBalanceTransaction(
  { context }: Work,
  source: { id: string; amountMinor: number; currency: string; kind: "charge" | "refund" },
): Stripe.BalanceTransaction {
  const created = seconds(context.now());
  const fee = source.kind === "charge" ? Math.round(source.amountMinor * 0.029) + 30 : 0;
  const amount = source.kind === "charge" ? source.amountMinor : -source.amountMinor;
  return {
    id: context.ids.base62("txn_3"),
    object: "balance_transaction",
    amount,
    available_on: created + AVAILABLE_AFTER_S,
    balance_type: "payments",
    created,
    currency: source.currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: source.currency,
              description: "Stripe processing fees",
              type: "stripe_fee",
            },
          ],
    net: amount - fee,
    reporting_category: source.kind,
    source: source.id,
    status: "pending",
    type: source.kind,
  };
}
