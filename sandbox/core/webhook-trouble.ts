/** What becomes of one delivery: by a fault of its own, or by what was set for its payment. */
import type { Fault } from "./faults";
import type { PaymentFault } from "./payment-faults";

export interface WebhookFate {
  isDropped: boolean;
  isTampered: boolean;
  isDoubled: boolean;
  /** Beyond the delay that every delivery has. */
  extraMs: number;
}

const FAULT_DELAY_MS = 10_000;
/** Long enough for the next event to overtake this one. */
const OVERTAKEN_MS = 3_000;
const LATE_MS = 30_000;
/** The same of a payment, between whose events a person goes to a bank and back. */
const OVERTAKEN_BY_PERSON_MS = 8_000;

export function fateOf(
  fault: Fault | null,
  ofPayment: { fault: PaymentFault; ordinal: number } | null,
): WebhookFate {
  const chosen = ofPayment?.fault.webhooks ?? [];
  // Each other one waits, so that what follows it comes first.
  const isOvertaken = chosen.includes("reorder") && (ofPayment?.ordinal ?? 0) % 2 === 0;
  const ofOwnMs =
    (chosen.includes("late") ? LATE_MS : 0) + (isOvertaken ? OVERTAKEN_BY_PERSON_MS : 0);
  return {
    isDropped: fault?.kind === "webhook_drop" || chosen.includes("drop"),
    isTampered: fault?.kind === "webhook_tamper" || chosen.includes("tamper"),
    isDoubled: fault?.kind === "webhook_duplicate" || chosen.includes("twice"),
    extraMs: faultDelay(fault) + ofOwnMs,
  };
}

function faultDelay(fault: Fault | null): number {
  if (fault?.kind === "webhook_delay") return fault.delayMs ?? FAULT_DELAY_MS;
  return fault?.kind === "webhook_reorder" ? (fault.delayMs ?? OVERTAKEN_MS) : 0;
}
