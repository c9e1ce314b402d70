/** Checkout.com's webhooks: the envelope, its signature, and who receives it. */
import { createHmac } from "node:crypto";
import type { Context } from "../core/context";
import { registerSigner } from "../core/signing";
import type { DisputeEventType } from "./dispute-events";
import type { ActionRecord, PaymentRecord } from "./payment";
import {
  authorizationOf,
  eciOf,
  isoTime,
  linksJson,
  present,
  processingJson,
  sourceJson,
  threeDsJson,
} from "./payment-json";
import { summaryOf } from "./response-codes";
import { balancesOf } from "./status";
import { listWorkflows, takes } from "./workflow-records";

export const EVENT_TYPES = [
  "payment_pending",
  "payment_approved",
  "payment_declined",
  "payment_canceled",
  "payment_expired",
  "payment_captured",
  "payment_capture_declined",
  "payment_voided",
  "payment_void_declined",
  "payment_refunded",
  "payment_refund_declined",
  "card_verified",
  "card_verification_declined",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

const EVENTS = "checkout_com.events";
const SIGNER = "checkout_com";
const MINUTE_MS = 60_000;
/** The documented waits: 5, 10, 15 and 30 minutes, 1, 4 and twice 12 hours. */
const RETRIES_MS = [5, 10, 15, 30, 60, 240, 720, 720].map((minutes) => minutes * MINUTE_MS);

/** `Cko-Signature`: HMAC-SHA256 of the raw body under the action's key, in hexadecimal. */
export function signatureOf(body: string, key: string): string {
  return createHmac("sha256", key).update(body, "utf8").digest("hex");
}
registerSigner(SIGNER, (body, secret) => ({ "cko-signature": signatureOf(body, secret) }));

export type EventRecord = {
  id: string;
  account: string;
  paymentId: string;
  type: EventType | DisputeEventType;
  processingChannelId: string | null;
  createdAtMs: number;
  body: string;
};

/** The type of the event that tells a decided action. */
export function eventTypeOf(payment: PaymentRecord, action: ActionRecord): EventType {
  const approved = action.state === "approved";
  switch (action.type) {
    case "Authorization":
      if (payment.authorization === "canceled") return "payment_canceled";
      return approved ? "payment_approved" : "payment_declined";
    case "Card Verification":
      if (payment.authorization === "canceled") return "payment_canceled";
      return approved ? "card_verified" : "card_verification_declined";
    case "Capture":
      return approved ? "payment_captured" : "payment_capture_declined";
    case "Void":
      return approved ? "payment_voided" : "payment_void_declined";
    case "Refund":
      return approved ? "payment_refunded" : "payment_refund_declined";
  }
}

/** Webhooks carry metadata as strings, whatever was sent. */
function stringsOf(metadata: Record<string, unknown> | null): Record<string, string> {
  const entries = Object.entries(metadata ?? {});
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/** The `data` of an envelope; `action` is null while nothing has been decided. */
export function eventData(
  payment: PaymentRecord,
  action: ActionRecord | null,
  publicUrl: string,
): Record<string, unknown> {
  const { last4, avs_check, cvv_check, ...card } = sourceJson(payment);
  const { self, actions, capture, void: voided, refund } = linksJson(payment, publicUrl);
  const code = action?.responseCode ?? null;
  return {
    id: payment.id,
    ...present({ action_id: action?.id }),
    reference: action?.reference ?? payment.reference,
    amount: action?.amountMinor ?? payment.amountMinor,
    ...present({ auth_code: action?.authCode ?? authorizationOf(payment)?.authCode }),
    currency: payment.currency,
    customer: present({ ...payment.customer }),
    metadata: stringsOf(action?.metadata ?? payment.metadata),
    payment_type: payment.paymentType,
    processed_on: isoTime(action?.processedAtMs ?? payment.requestedAtMs),
    processing: processingJson(payment),
    ...(code !== null && { response_code: code, response_summary: summaryOf(code) }),
    risk: { flagged: payment.riskFlagged },
    ...present({ "3ds": threeDsJson(payment) }),
    scheme_id: payment.schemeId,
    eci: eciOf(payment),
    // Webhooks write last_4 and the scheme in capitals, the API last4 and "Visa".
    source: {
      ...card,
      scheme: payment.card.scheme.toUpperCase(),
      last_4: last4,
      avs_check,
      cvv_check,
    },
    balances: balancesOf(payment),
    event_links: present({
      payment: self.href,
      payment_actions: actions.href,
      capture: capture?.href,
      void: voided?.href,
      refund: refund?.href,
    }),
  };
}

/** Records an event and queues it to every workflow of the account that takes it. */
export function emit(
  context: Context,
  payment: PaymentRecord,
  type: EventType,
  action: ActionRecord | null,
): void {
  const id = context.ids.base32("evt_");
  const createdAtMs = context.now();
  const events = `${context.publicUrl}/workflows/events`;
  const body = JSON.stringify({
    id,
    type,
    version: "1.0.29",
    created_on: isoTime(createdAtMs),
    data: eventData(payment, action, context.publicUrl),
    _links: {
      self: { href: `${events}/${id}` },
      subject: { href: `${events}/subject/${payment.id}` },
    },
  });
  const { account, processingChannelId } = payment;
  const event = {
    id,
    account,
    paymentId: payment.id,
    type,
    processingChannelId,
    createdAtMs,
    body,
  };
  record(context, event);
}

/** Keeps an event and queues it. */
export function record(context: Context, event: EventRecord): void {
  context.store.put<EventRecord>(EVENTS, event.id, event);
  deliver(context, event);
}

/** Queues an event to the workflows that take it now; used again by a reflow. */
export function deliver(context: Context, event: EventRecord): void {
  for (const workflow of listWorkflows(context, event.account)) {
    if (!takes(workflow, event)) continue;
    for (const action of workflow.actions) {
      context.webhooks.queue({
        provider: "checkout_com",
        account: event.account,
        eventId: event.id,
        eventType: event.type,
        url: action.url,
        body: event.body,
        signer: SIGNER,
        secret: action.signature?.key ?? "",
        headers: action.headers ?? {},
        schedule: RETRIES_MS,
      });
    }
  }
}

export function findEvent(context: Context, account: string, id: string): EventRecord | null {
  const event = context.store.get<EventRecord>(EVENTS, id);
  return event !== undefined && event.account === account ? event : null;
}

/** A payment's events, oldest first. */
export function listEvents(context: Context, account: string, paymentId: string): EventRecord[] {
  return context.store
    .list<EventRecord>(EVENTS)
    .filter((event) => event.account === account && event.paymentId === paymentId);
}
