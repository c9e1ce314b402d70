import type { ProviderReference } from "../ids";
import type { Money } from "../money/money";

/** Where a contested payment stands, in one set of words for all providers. The last three are ends. */
export const DISPUTE_STATES = [
  "needs_response", // The shop may answer until a deadline; silence loses.
  "under_review", // The bank or the scheme looks at the evidence.
  "won", // The shop keeps the money.
  "lost", // The cardholder has it back.
  "withdrawn", // It ended without a decision: cancelled, refunded before, or an inquiry that was closed.
] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

/** What one event of a provider says of a dispute. */
export type ProviderDispute = {
  /** The provider's own id of it (`du_…`, `dsp_…`): unique per gateway. */
  reference: ProviderReference;
  state: DisputeState;
  amount: Money;
  /** The provider's code of the reason (`fraudulent`, `canceled_recurring`). */
  reason: string;
  /** Until when the shop may answer; null where it cannot, or where the event does not say. */
  respondBy: Date | null;
  /** The provider's own time of the event. Two events may share it: it counts whole seconds at some. */
  toldAt: Date;
};

const REASON_LENGTH_MAX = 60;

/** A code, whatever else a provider might put there. */
export function disputeReasonOf(given: string | null | undefined): string {
  const code = (given ?? "").trim().toLowerCase();
  return /^[a-z0-9_.-]+$/.test(code) ? code.slice(0, REASON_LENGTH_MAX) : "unknown";
}
