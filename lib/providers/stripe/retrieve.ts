/** Asking Stripe about one payment. */
import type { ProviderReference } from "../../ids";
import { err, ok, type Result } from "../../result";
import type { PaymentLookup, ProviderError, ProviderPayment } from "../provider";
import { findIntent } from "./authorize";
import { callStripe, type StripeCall } from "./client";
import { errorOf } from "./errors";
import { listRefunds } from "./refunds";
import { INSTALLATION, REFERENCE } from "./requests";
import { type Intent, isVoided, outcomeOf } from "./responses";

const NEWEST = 100;

/**
 * By id, or by our reference in the metadata: among the account's newest hundred intents, then by
 * Stripe's search, which lags by up to a minute. So null after a reference alone means "not found",
 * not "does not exist": within the window repeat the call under its key, which answers for certain.
 */
export async function retrieve(
  call: StripeCall,
  lookup: PaymentLookup,
): Promise<Result<ProviderPayment | null, ProviderError>> {
  const found =
    lookup.reference === null
      ? await findByOurReference(call, lookup.ourReference)
      : await findIntent(call, lookup.reference);
  if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
  return await paymentOf(call, found.value);
}

async function findByOurReference(
  call: StripeCall,
  ourReference: string,
): Promise<Result<Intent | null, ProviderError>> {
  const listed = await callStripe(call, (stripe, options) =>
    stripe.paymentIntents.list({ limit: NEWEST }, options),
  );
  if (!listed.ok) return err(errorOf(listed.error));
  const fresh = listed.value.data.find(({ metadata }) => metadata[REFERENCE] === ourReference);
  if (fresh !== undefined) return await findIntent(call, fresh.id as ProviderReference);
  if (!listed.value.has_more) return ok(null);
  const query = `metadata['${REFERENCE}']:'${ourReference.replace(/['\\]/g, "\\$&")}'`;
  const searched = await callStripe(call, (stripe, options) =>
    stripe.paymentIntents.search({ query, limit: 1 }, options),
  );
  if (!searched.ok) return err(errorOf(searched.error));
  const older = searched.value.data[0];
  return older === undefined ? ok(null) : await findIntent(call, older.id as ProviderReference);
}

async function paymentOf(
  call: StripeCall,
  intent: Intent,
): Promise<Result<ProviderPayment, ProviderError>> {
  const { metadata } = intent.fields;
  const isCaptured = intent.fields.status === "succeeded";
  const refunds = isCaptured ? await listRefunds(call, intent.reference) : ok([]);
  if (!refunds.ok) return refunds;
  const refundedMinor = refunds.value
    .filter(({ status }) => status === "succeeded")
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return ok({
    reference: intent.reference,
    ourReference: metadata[REFERENCE] ?? null,
    installationId: metadata[INSTALLATION] ?? null,
    amount: intent.money,
    authorization: outcomeOf(intent),
    capturedMinor: isCaptured ? intent.receivedMinor : 0,
    refundedMinor,
    voided: isVoided(intent),
    operations: refunds.value,
  });
}
