/** Checkout.com, through its official SDK. */
import { err, ok, type Result } from "../../result";
import { refuseAmountBy } from "../amount-rules";
import type { PaymentLookup, PaymentProvider, ProviderError, ProviderPayment } from "../provider";
import { CHECKOUT_COM_AMOUNTS } from "./amounts";
import { authorize } from "./authorize";
import { check } from "./check";
import type { CheckoutComCall } from "./client";
import {
  CHECKOUT_COM_SECRET_SETTINGS,
  type CheckoutComConfig,
  checkoutComConfigSchema,
} from "./config";
import { keptCard, sourceOfKeptCard } from "./kept-card";
import { list } from "./list";
import { capture, listOperations, refund, voidAuthorization } from "./operations";
import { registerWebhook } from "./register-webhook";
import { isVoided, outcomeOf, ownershipOf } from "./responses";
import { findByOurReference, findPayment } from "./retrieve";
import { openSession } from "./session";
import {
  CHECKOUT_COM_SECRET_ATTRIBUTES,
  type CheckoutComSource,
  checkoutComSourceSchema,
} from "./source";
import { parseWebhook, readEvent } from "./webhook";

/** Not offered, as the capabilities say; nothing is sent. */
const unsupported = async (): Promise<Result<never, ProviderError>> =>
  err({ code: "provider_rejected_request", detail: "Checkout.com does not offer this." });

/**
 * By `pay_…` or `sid_…`, else by our reference, which finds every payment that was ever made with
 * it.
 */
async function retrieve(call: CheckoutComCall, lookup: PaymentLookup) {
  const found =
    lookup.reference === null
      ? await findByOurReference(call, lookup.ourReference)
      : await findPayment(call, lookup.reference);
  if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
  const payment = found.value;
  const authorization = outcomeOf(payment);
  const operations =
    authorization.kind === "succeeded" ? await listOperations(call, payment) : ok([]);
  if (!operations.ok) return operations;
  return ok<ProviderPayment>({
    reference: payment.reference,
    ...ownershipOf(payment),
    amount: payment.money,
    authorization,
    capturedMinor: payment.capturedMinor,
    refundedMinor: payment.refundedMinor,
    voided: isVoided(payment),
    operations: operations.value,
  });
}

export const checkoutComProvider: PaymentProvider<CheckoutComConfig, CheckoutComSource> = {
  gatewayType: "checkout_com_gateways",
  sourceType: "checkout_com_payments",
  displayName: "Checkout.com",
  capabilities: {
    partialCapture: true,
    // Our captures are final ones.
    multipleCaptures: false,
    partialRefund: true,
    webhooks: true,
    retrieve: true,
    list: true,
    clientConfirmation: false,
    cancelActionRequired: false,
    needsDocument: false,
  },
  configSchema: checkoutComConfigSchema,
  secretSettings: CHECKOUT_COM_SECRET_SETTINGS,
  sourceSchema: checkoutComSourceSchema,
  secretAttributes: CHECKOUT_COM_SECRET_ATTRIBUTES,
  sourceAttributes: Object.keys(checkoutComSourceSchema.shape),
  // 24 h; but a 4xx or 5xx is not kept under its key: look up by reference before repeating.
  repeatWindowHours: () => 23,
  environmentSettings: (sandboxUrl) => ({ api_base: sandboxUrl }),
  defaultReturnUrls: (appUrl, returnToken) => ({
    success_url: `${appUrl}/checkout_com/success?payment=${encodeURIComponent(returnToken)}`,
    failure_url: `${appUrl}/checkout_com/failure?payment=${encodeURIComponent(returnToken)}`,
  }),
  publicAttributes: ({ public_key }) => ({ public_key }),
  refuseAmount: (amount) => refuseAmountBy(CHECKOUT_COM_AMOUNTS, amount),
  prepare: unsupported,
  authorize,
  capture,
  void: voidAuthorization,
  refund,
  cancel: unsupported,
  retrieve,
  list,
  openSession,
  check,
  registerWebhook,
  parseWebhook,
  readEvent,
  keptCard,
  sourceOfKeptCard,
};
