/** What Stripe's `charge.dispute.*` events say (docs.stripe.com/api/disputes/object). */
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import { type DisputeState, disputeReasonOf, type ProviderDispute } from "../provider-dispute";
import { moneyOf } from "./responses";

const EVENTS = "charge.dispute.";

const disputeSchema = z.looseObject({
  object: z.literal("dispute"),
  id: z.string().min(1),
  amount: z.number(),
  currency: z.string(),
  status: z.string(),
  reason: z.string().nullish().catch(null),
  created: z.number(),
  evidence_details: z
    .looseObject({ due_by: z.number().nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** `warning_…` is an inquiry, before any money is taken back. An appeal is another round of the same. */
const STATES: Readonly<Record<string, DisputeState>> = {
  warning_needs_response: "needs_response",
  needs_response: "needs_response",
  appeal_needs_response: "needs_response",
  warning_under_review: "under_review",
  under_review: "under_review",
  appeal_under_review: "under_review",
  warning_closed: "withdrawn",
  prevented: "withdrawn",
  won: "won",
  lost: "lost",
};

/**
 * Null for events of other things, and for a dispute that cannot be read. `createdSeconds`: the event's own time. A status
 * that is not known here may ask for an answer, so that it is shown as one that does.
 */
export function disputeOf(
  type: string,
  object: unknown,
  createdSeconds: number | null,
): ProviderDispute | null {
  if (!type.startsWith(EVENTS)) return null;
  const parsed = disputeSchema.safeParse(object);
  if (!parsed.success) return null;
  const { id, amount, currency, status, reason, created, evidence_details } = parsed.data;
  const money = moneyOf(amount, currency);
  if (money === null) return null;
  const state = STATES[status] ?? "needs_response";
  const dueBy = evidence_details?.due_by;
  return {
    reference: id as ProviderReference,
    state,
    amount: money,
    reason: disputeReasonOf(reason),
    respondBy: state === "needs_response" && dueBy ? new Date(dueBy * 1000) : null,
    toldAt: new Date((createdSeconds ?? created) * 1000),
  };
}
