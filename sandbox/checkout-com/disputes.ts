/** Disputes at Checkout.com: opened, answered, decided; each step with the events that it sends. */
import type { Context } from "../core/context";
import { emitDispute } from "./dispute-events";
import type { PaymentRecord } from "./payment";
import { findAnyPayment } from "./records";

const DISPUTES = "checkout_com.disputes";
/** How long the shop has to answer. */
const ANSWER_WITHIN_MS = 14 * 24 * 3_600_000;

export type DisputeRecord = {
  id: string;
  account: string;
  paymentId: string;
  state: "evidence_required" | "evidence_submitted" | "won" | "lost" | "canceled";
  category: string;
  reasonCode: string;
  amountMinor: number;
  evidenceRequiredByMs: number;
};

export const DISPUTE_STEPS = {
  submit: { state: "evidence_submitted", event: "dispute_evidence_submitted" },
  win: { state: "won", event: "dispute_won" },
  lose: { state: "lost", event: "dispute_lost" },
  cancel: { state: "canceled", event: "dispute_canceled" },
} as const;
export type DisputeStep = keyof typeof DISPUTE_STEPS;

/** A cardholder contests a payment, and the shop is asked for evidence. */
export function openDispute(
  context: Context,
  payment: PaymentRecord,
  category = "fraudulent",
): DisputeRecord {
  const dispute: DisputeRecord = {
    id: context.ids.base32("dsp_"),
    account: payment.account,
    paymentId: payment.id,
    state: "evidence_required",
    category,
    reasonCode: "10.4",
    amountMinor: payment.amountMinor,
    evidenceRequiredByMs: context.now() + ANSWER_WITHIN_MS,
  };
  context.store.put(DISPUTES, dispute.id, dispute);
  emitDispute(context, { dispute, payment, type: "dispute_received" });
  emitDispute(context, { dispute, payment, type: "dispute_evidence_required" });
  return dispute;
}

/** Null where the dispute is decided, or unknown. */
export function moveDispute(
  context: Context,
  move: { id: string; step: DisputeStep },
): DisputeRecord | null {
  const dispute = context.store.get<DisputeRecord>(DISPUTES, move.id);
  const isOpen = dispute?.state === "evidence_required" || dispute?.state === "evidence_submitted";
  const payment = dispute === undefined ? null : findAnyPayment(context, dispute.paymentId);
  if (dispute === undefined || payment === null || !isOpen) return null;
  const { state, event } = DISPUTE_STEPS[move.step];
  const next = { ...dispute, state };
  context.store.put<DisputeRecord>(DISPUTES, next.id, next);
  emitDispute(context, { dispute: next, payment, type: event });
  return next;
}
