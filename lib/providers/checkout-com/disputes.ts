/** What Checkout.com's `dispute_*` events say: the event's type is the state, the body has the figures. */
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import type { PaymentLookup } from "../provider";
import { disputeReasonOf, type ProviderDispute } from "../provider-dispute";
import { DISPUTE_STATE_OF_EVENT } from "./dispute-events";
import { moneyOf } from "./responses";

const time = z.string().transform((text) => new Date(text));
const instant = time
  .refine((date) => !Number.isNaN(date.getTime()))
  .nullish()
  .catch(null);

const eventSchema = z.looseObject({
  type: z.string(),
  // Two editions of the envelope name its time differently.
  timestamp: instant,
  created_on: instant,
  data: z.looseObject({
    id: z.string().startsWith("dsp_"),
    date: instant,
    amount: z.number(),
    currency: z.string(),
    category: z.string().nullish().catch(null),
    evidence_required_by: instant,
  }),
});

/** Null for events of other things, and for a dispute that cannot be read. */
export function disputeOf(event: unknown): ProviderDispute | null {
  const parsed = eventSchema.safeParse(event);
  if (!parsed.success) return null;
  const { type, data, timestamp, created_on } = parsed.data;
  const state = DISPUTE_STATE_OF_EVENT[type];
  const amount = moneyOf(data.amount, data.currency);
  const toldAt = timestamp ?? created_on ?? data.date;
  if (state === undefined || amount === null || !toldAt) return null;
  return {
    reference: data.id as ProviderReference,
    state,
    amount,
    reason: disputeReasonOf(data.category),
    respondBy: state === "needs_response" ? (data.evidence_required_by ?? null) : null,
    toldAt,
  };
}

const disputedSchema = z.looseObject({
  payment_id: z.string().startsWith("pay_"),
  payment_reference: z.string().nullish().catch(null),
});

/** The payment that is contested, by its id; its reference is the shop's own. */
export function disputedPaymentOf(given: unknown): PaymentLookup | null {
  const parsed = disputedSchema.safeParse(given);
  if (!parsed.success) return null;
  const { payment_id, payment_reference } = parsed.data;
  return { reference: payment_id as ProviderReference, ourReference: payment_reference ?? "" };
}
