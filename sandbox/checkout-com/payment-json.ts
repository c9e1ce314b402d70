/** The answers of /payments, as their schemas and the documentation's examples have them. */
import type { ActionRecord, CardRecord, PaymentRecord } from "./payment";
import { isApproved, summaryOf } from "./response-codes";
import { ALLOWED_ACTIONS, balanceFor, balancesOf, statusOf } from "./status";

export const isoTime = (ms: number): string => new Date(ms).toISOString();

/** Leaves out what is null, since Checkout.com omits what it does not know. */
export function present<T extends Record<string, unknown>>(members: T): Partial<T> {
  const kept = Object.entries(members).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(kept) as Partial<T>;
}

export function cardJson(card: CardRecord): Record<string, unknown> {
  return {
    expiry_month: card.expiryMonth,
    expiry_year: card.expiryYear,
    ...present({ name: card.name, billing_address: card.billingAddress, phone: card.phone }),
    scheme: card.scheme,
    last4: card.last4,
    bin: card.bin,
    card_type: card.cardType,
    card_category: card.cardCategory,
    issuer: card.issuer,
    issuer_country: card.issuerCountry,
    product_id: card.productId,
    product_type: card.productType,
  };
}

export function sourceJson(payment: PaymentRecord): Record<string, unknown> {
  const { card } = payment;
  return {
    id: payment.sourceId,
    type: "card",
    ...cardJson(card),
    fingerprint: card.fingerprint,
    avs_check: card.avsCheck,
    cvv_check: card.cvvCheck,
  };
}

export function linksJson(payment: PaymentRecord, publicUrl: string) {
  const self = `${publicUrl}/payments/${payment.id}`;
  const allowed = ALLOWED_ACTIONS[statusOf(payment)].filter((a) => balanceFor(payment, a) > 0);
  const challenge = payment.authorization === "pending" ? payment.threeDs : null;
  return {
    self: { href: self },
    actions: { href: `${self}/actions` },
    ...(challenge && { redirect: { href: `${publicUrl}/3ds/${challenge.challengeId}` } }),
    ...(allowed.includes("Capture") && { capture: { href: `${self}/captures` } }),
    ...(allowed.includes("Void") && { void: { href: `${self}/voids` } }),
    ...(allowed.includes("Refund") && { refund: { href: `${self}/refunds` } }),
  };
}

/** What the schemes say of who was asked: 05 authenticated, 07 not. */
export const eciOf = (payment: PaymentRecord): string =>
  payment.threeDs?.state === "passed" ? "05" : "07";

export function authorizationOf(payment: PaymentRecord): ActionRecord | null {
  const action = payment.actions[0];
  const isFirst = action?.type === "Authorization" || action?.type === "Card Verification";
  return isFirst && action !== undefined ? action : null;
}

export function processingJson(payment: PaymentRecord) {
  return {
    retrieval_reference_number: payment.retrievalReference,
    acquirer_transaction_id: payment.acquirerTransactionId,
  };
}

/** The 201 of a payment that has its answer, or null while 3DS is open. */
export function paymentResponse(payment: PaymentRecord, publicUrl: string): object | null {
  const action = authorizationOf(payment);
  if (action === null) return null;
  const code = action.responseCode ?? "";
  const approved = isApproved(code);
  return {
    id: payment.id,
    action_id: action.id,
    amount: action.amountMinor,
    currency: payment.currency,
    approved,
    // An automatic capture follows: this answer still says Authorized.
    status: approved ? (payment.amountMinor === 0 ? "Card Verified" : "Authorized") : "Declined",
    ...present({ auth_code: action.authCode }),
    eci: eciOf(payment),
    scheme_id: payment.schemeId,
    response_code: code,
    response_summary: summaryOf(code),
    ...(approved && { expires_on: isoTime(payment.authorizationExpiresAtMs) }),
    ...((payment.threeDs || payment.downgraded) && { "3ds": enrollmentJson(payment) }),
    risk: { flagged: payment.riskFlagged },
    source: sourceJson(payment),
    customer: present({ ...payment.customer }),
    balances: balancesOf(payment),
    processed_on: isoTime(action.processedAtMs ?? payment.requestedAtMs),
    ...present({ reference: payment.reference }),
    processing: processingJson(payment),
    _links: linksJson(payment, publicUrl),
  };
}

function enrollmentJson(payment: PaymentRecord) {
  const reason = payment.threeDs?.upgradeReason ?? null;
  if (payment.downgraded) return { downgraded: true, enrolled: "N" };
  return { downgraded: false, enrolled: "Y", ...present({ upgrade_reason: reason }) };
}

/** The 202 of a payment whose cardholder has to be sent to the 3DS page. */
export function pendingResponse(payment: PaymentRecord, publicUrl: string): object {
  const { self, redirect } = linksJson(payment, publicUrl);
  return {
    id: payment.id,
    status: "Pending",
    ...present({ reference: payment.reference }),
    customer: present({ ...payment.customer }),
    "3ds": enrollmentJson(payment),
    _links: { self, redirect },
  };
}

export function threeDsJson(payment: PaymentRecord): object | null {
  if (payment.threeDs === null) return null;
  const { state } = payment.threeDs;
  return {
    ...enrollmentJson(payment),
    version: "2.2.0",
    challenged: true,
    ...(state !== "open" && { authentication_response: state === "passed" ? "Y" : "N" }),
    ...(state === "passed" && { eci: "05", xid: payment.threeDs.challengeId }),
  };
}

/** GET /payments/{id}. */
export function paymentDetails(payment: PaymentRecord, publicUrl: string): object {
  const action = authorizationOf(payment);
  const approved = payment.authorization === "approved";
  return {
    id: payment.id,
    requested_on: isoTime(payment.requestedAtMs),
    source: sourceJson(payment),
    ...(approved && { expires_on: isoTime(payment.authorizationExpiresAtMs) }),
    amount: payment.amountMinor,
    currency: payment.currency,
    payment_type: payment.paymentType,
    ...present({ reference: payment.reference, description: payment.description }),
    status: statusOf(payment),
    approved,
    ...present({ "3ds": threeDsJson(payment) }),
    balances: balancesOf(payment),
    risk: { flagged: payment.riskFlagged },
    customer: present({ ...payment.customer }),
    processing: processingJson(payment),
    ...present({
      processing_channel_id: payment.processingChannelId,
      success_url: payment.successUrl,
      failure_url: payment.failureUrl,
      metadata: payment.metadata,
    }),
    ...(action !== null && { eci: eciOf(payment), scheme_id: payment.schemeId }),
    actions: payment.actions.filter((a) => a.state !== "queued").map(summaryJson),
    _links: linksJson(payment, publicUrl),
  };
}

function summaryJson(action: ActionRecord) {
  const code = action.responseCode ?? "";
  return {
    id: action.id,
    type: action.type,
    response_code: code,
    response_summary: summaryOf(code),
  };
}

/** GET /payments/{id}/actions: what was processed, newest first. */
export function actionsJson(payment: PaymentRecord): object[] {
  const processed = payment.actions.filter((action) => action.state !== "queued");
  return processed.reverse().map((action) => ({
    ...summaryJson(action),
    processed_on: isoTime(action.processedAtMs ?? payment.requestedAtMs),
    amount: action.amountMinor,
    approved: action.state === "approved",
    ...present({
      auth_code: action.authCode,
      reference: action.reference,
      metadata: action.metadata,
    }),
    processing: processingJson(payment),
  }));
}
