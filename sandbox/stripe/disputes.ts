/** The life of a dispute: opened, answered, decided; each step with the events that Stripe sends of it. */
import type Stripe from "stripe";
import type { Work } from "./account";
import { emit } from "./events";
import { buildBalanceTransaction } from "./objects/balance-transaction";
import { buildDispute } from "./objects/dispute";

/** What Stripe takes for a dispute, in the minor units of most currencies. */
const FEE_MINOR = 1_500;

export type DisputeStep = "submit" | "win" | "lose";

/** A cardholder contests a charge: its money is taken back at once. */
export function openDispute(
  work: Work,
  charge: Stripe.Charge,
  reason = "fraudulent",
): Stripe.Dispute {
  const { account } = work;
  const dispute: Stripe.Dispute = { ...buildDispute(work, charge), reason };
  account.charges.put(charge.id, { ...charge, disputed: true });
  account.disputes.put(dispute.id, dispute);
  emit(work, "charge.dispute.created", dispute);
  const withdrawn = moved(work, dispute, -dispute.amount, FEE_MINOR);
  emit(work, "charge.dispute.funds_withdrawn", withdrawn, { balance_transactions: [] });
  return withdrawn;
}

/** Null where the dispute is closed, or cannot take this step. */
export function moveDispute(work: Work, id: string, step: DisputeStep): Stripe.Dispute | null {
  const dispute = work.account.disputes.get(id);
  if (dispute === undefined || isClosed(dispute)) return null;
  switch (step) {
    case "submit":
      return submit(work, dispute);
    case "win": {
      const won = close(work, dispute, "won");
      const reinstated = moved(work, won, won.amount, 0);
      emit(work, "charge.dispute.funds_reinstated", reinstated);
      return reinstated;
    }
    case "lose":
      return close(work, dispute, "lost");
  }
}

const isClosed = ({ status }: Stripe.Dispute): boolean => status === "won" || status === "lost";

/** The shop has sent its evidence in. */
function submit(work: Work, dispute: Stripe.Dispute): Stripe.Dispute {
  const { evidence_details: details } = dispute;
  const next: Stripe.Dispute = {
    ...dispute,
    status: "under_review",
    evidence_details: {
      ...details,
      has_evidence: true,
      submission_count: details.submission_count + 1,
    },
  };
  work.account.disputes.put(next.id, next);
  emit(work, "charge.dispute.updated", next, {
    status: dispute.status,
    evidence_details: {
      has_evidence: details.has_evidence,
      submission_count: details.submission_count,
    },
  });
  return next;
}

function close(work: Work, dispute: Stripe.Dispute, status: "won" | "lost"): Stripe.Dispute {
  const next: Stripe.Dispute = { ...dispute, status, is_charge_refundable: false };
  work.account.disputes.put(next.id, next);
  emit(work, "charge.dispute.closed", next, { status: dispute.status });
  return next;
}

/** Takes money from the shop, or gives it back, because of a dispute. */
function moved(
  work: Work,
  dispute: Stripe.Dispute,
  amountMinor: number,
  feeMinor: number,
): Stripe.Dispute {
  const { currency } = dispute;
  const source = { id: dispute.id, amountMinor: Math.abs(amountMinor), currency };
  const transaction: Stripe.BalanceTransaction = {
    ...buildBalanceTransaction(work, { ...source, kind: "refund" }),
    amount: amountMinor,
    fee: feeMinor,
    fee_details:
      feeMinor === 0
        ? []
        : [
            {
              amount: feeMinor,
              application: null,
              currency,
              description: "Dispute fee",
              type: "stripe_fee",
            },
          ],
    net: amountMinor - feeMinor,
    reporting_category: amountMinor < 0 ? "dispute" : "dispute_reversal",
    type: "adjustment",
  };
  work.account.balanceTransactions.put(transaction.id, transaction);
  const balance_transactions = [...dispute.balance_transactions, transaction];
  return work.account.disputes.put(dispute.id, { ...dispute, balance_transactions });
}
