/** Records for tests of the pure parts. */

import { enqueue, processAction } from "./lifecycle";
import type { ActionRecord, PaymentRecord } from "./payment";

export const STAMP = { actionId: "act_1", authCode: "123456", atMs: 1_000 };

export function samplePayment(rest: Partial<PaymentRecord> = {}): PaymentRecord {
  return {
    id: "pay_aaaaaaaaaaaaaaaaaaaaaaaaaa",
    account: "a",
    amountMinor: 6500,
    currency: "USD",
    reference: "ORD-1",
    description: null,
    paymentType: "Regular",
    metadata: null,
    processingChannelId: null,
    captureRequested: false,
    captureOnMs: null,
    successUrl: null,
    failureUrl: null,
    sourceId: "src_aaaaaaaaaaaaaaaaaaaaaaaaaa",
    card: {
      scheme: "Visa",
      last4: "4242",
      bin: "424242",
      cardType: "Credit",
      cardCategory: "Consumer",
      issuer: "Bank",
      issuerCountry: "GB",
      productId: "A",
      productType: "Visa",
      fingerprint: "f",
      expiryMonth: 6,
      expiryYear: 2030,
      outcome: "10000",
      outcomeWithoutThreeDs: null,
      enrolled: true,
      cvvCheck: "Y",
      avsCheck: "S",
      name: null,
      billingAddress: null,
      phone: null,
    },
    customer: { id: "cus_aaaaaaaaaaaaaaaaaaaaaaaaaa", email: null, name: null },
    riskFlagged: false,
    forcedCode: null,
    threeDs: null,
    downgraded: false,
    authorization: "pending",
    authorizationExpired: false,
    authorizationExpiresAtMs: 10_000,
    schemeId: "1",
    acquirerTransactionId: "1",
    retrievalReference: "1",
    requestedAtMs: 0,
    actions: [],
    ...rest,
  };
}

export const openThreeDs = {
  sessionId: "sid_aaaaaaaaaaaaaaaaaaaaaaaaaa",
  challengeId: "3ds_1",
  expiryTaskId: "task_1",
  upgradeReason: null,
  state: "open",
} as const;

/** Queues an action and processes it at once. */
export function apply(
  payment: PaymentRecord,
  type: "Capture" | "Void" | "Refund",
  amountMinor: number,
  rest: Partial<Pick<ActionRecord, "final" | "refused">> = {},
): PaymentRecord {
  const id = `act_${payment.actions.length + 2}`;
  const base = { id, type, amountMinor, reference: null, metadata: null };
  const queued = enqueue(payment, { ...base, final: true, refused: false, ...rest });
  return processAction(queued, id, { authCode: "654321", atMs: 2_000 });
}
