/**
 * Listing by charges: a charge is made when the bank is asked, while its intent may be days older.
 * What came of it hangs on it: its intent (canceled or not), its balance transaction (when it was
 * captured), its refunds.
 */
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import { err, ok, type Result } from "../../result";
import type { ProviderError } from "../provider";
import type { ListedPayment, ListInput, PaymentPage, ProviderMovement } from "../provider-list";
import { callStripe, type StripeCall } from "./client";
import { errorOf } from "./errors";
import { readRefunds } from "./refunds";
import { INSTALLATION, REFERENCE } from "./requests";
import { moneyOf, unreadable } from "./responses";

const PAGE_MAX = 100;

const intentSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  canceled_at: z.number().nullish(),
  metadata: z.record(z.string(), z.string()).catch({}),
});
const chargeSchema = z.looseObject({
  id: z.string(),
  amount: z.number(),
  amount_captured: z.number(),
  captured: z.boolean(),
  created: z.number(),
  currency: z.string(),
  status: z.string(),
  /** Null for charges that others make without an intent. */
  payment_intent: intentSchema.nullish(),
  balance_transaction: z.looseObject({ created: z.number() }).nullish().catch(null),
  refunds: z.looseObject({ data: z.array(z.unknown()), has_more: z.boolean() }).nullish(),
});
type Charge = z.infer<typeof chargeSchema>;

/** Charges of the period, newest first, whole seconds. The cursor is the last charge that was seen. */
export async function list(
  call: StripeCall,
  { from, to, cursor, limit }: ListInput,
): Promise<Result<PaymentPage, ProviderError>> {
  const listed = await callStripe(call, (stripe, options) =>
    stripe.charges.list(
      {
        created: { gte: Math.floor(+from / 1000), lt: Math.ceil(+to / 1000) },
        limit: Math.min(limit, PAGE_MAX),
        ...(cursor === null ? {} : { starting_after: cursor }),
        expand: ["data.payment_intent", "data.balance_transaction", "data.refunds"],
      },
      options,
    ),
  );
  if (!listed.ok) return err(errorOf(listed.error));
  const payments: ListedPayment[] = [];
  for (const body of listed.value.data) {
    const parsed = chargeSchema.safeParse(body);
    if (!parsed.success) return err(unreadable("charge"));
    if (parsed.data.status !== "succeeded") continue;
    const payment = await paymentOf(call, parsed.data);
    if (!payment.ok) return payment;
    payments.push(payment.value);
  }
  const last = listed.value.data.at(-1);
  return ok({ payments, next: listed.value.has_more && last ? last.id : null });
}

async function paymentOf(
  call: StripeCall,
  charge: Charge,
): Promise<Result<ListedPayment, ProviderError>> {
  const { payment_intent: intent, currency } = charge;
  const at = new Date(charge.created * 1000);
  const held = moneyOf(charge.amount, currency);
  const taken = moneyOf(charge.amount_captured, currency);
  const owner = {
    reference: (intent?.id ?? charge.id) as ProviderReference,
    ourReference: intent?.metadata[REFERENCE] ?? null,
    installationId: intent?.metadata[INSTALLATION] ?? null,
  };
  if (held === null || taken === null) return ok({ ...owner, at, movements: [] });
  const refunds = await refundsOf(call, charge);
  if (!refunds.ok) return refunds;
  const done = (kind: ProviderMovement["kind"], seconds: number, amount = held) =>
    ({ kind, reference: null, amount, status: "succeeded", at: new Date(seconds * 1000) }) as const;
  const isVoided = intent?.status === "canceled" && !charge.captured;
  return ok({
    ...owner,
    at,
    movements: [
      { ...done("authorization", charge.created), reference: charge.id as ProviderReference },
      ...(charge.captured
        ? [done("capture", charge.balance_transaction?.created ?? charge.created, taken)]
        : []),
      ...(isVoided ? [done("void", intent.canceled_at ?? charge.created)] : []),
      ...refunds.value,
    ],
  });
}

/** Stripe shows the newest few of a charge; only where there are more it is asked for them. */
async function refundsOf(
  call: StripeCall,
  charge: Charge,
): Promise<Result<readonly ProviderMovement[], ProviderError>> {
  // What was never captured is let go, whatever its refunds say.
  if (!charge.captured) return ok([]);
  const shown = charge.refunds;
  if (shown && !shown.has_more) return readRefunds(shown.data);
  const listed = await callStripe(call, (stripe, options) =>
    stripe.refunds.list({ charge: charge.id, limit: PAGE_MAX }, options),
  );
  return listed.ok ? readRefunds(listed.value.data) : err(errorOf(listed.error));
}
