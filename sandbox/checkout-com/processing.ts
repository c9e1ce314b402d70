/**
 * Applies what happens to payments: the record, the book, the events and what follows later, in one
 * batch.
 */
import type { Context } from "../core/context";
import { registerTask } from "../core/tasks";
import { emit, eventTypeOf } from "./events";
import { enqueue, expireAuthorization, processAction, type Stamp } from "./lifecycle";
import {
  ACTION_DELAY_MS,
  type ActionRecord,
  type ActionType,
  AUTHORIZATION_LIFE_MS,
  type PaymentRecord,
} from "./payment";
import { authorizationOf } from "./payment-json";
import { findAnyPayment, listAuthorized, savePayment } from "./records";
import { balancesOf } from "./status";

const PROCESS = "checkout_com.process";
const EXPIRE = "checkout_com.expire";
const SWEEPS = "checkout_com.sweeps";
const SWEEP_EVERY_MS = 3_600_000;

const BOOK_KINDS = {
  Authorization: "authorization",
  "Card Verification": null,
  Capture: "capture",
  Void: "void",
  Refund: "refund",
} as const satisfies Record<ActionType, string | null>;

export function newStamp(context: Context): Stamp {
  const authCode = String(Math.floor(context.random() * 1_000_000)).padStart(6, "0");
  return { actionId: context.ids.base32("act_"), authCode, atMs: context.now() };
}

/** Saves a payment whose action was just decided, books it if it moved money, and tells of it. */
export function settle(context: Context, payment: PaymentRecord, action: ActionRecord): void {
  savePayment(context, payment);
  const kind = BOOK_KINDS[action.type];
  if (kind !== null && action.state === "approved") {
    context.book.record({
      provider: "checkout_com",
      account: payment.account,
      paymentId: payment.id,
      transactionId: action.id,
      kind,
      amountMinor: action.amountMinor,
      currency: payment.currency,
      reference: payment.reference,
      metadata: bookMetadata(payment.metadata),
    });
  }
  emit(context, payment, eventTypeOf(payment, action), action);
}

/** A hold that ran out gives the money back as a void does. */
function bookRelease(context: Context, payment: PaymentRecord): void {
  context.book.record({
    provider: "checkout_com",
    account: payment.account,
    paymentId: payment.id,
    transactionId: null,
    kind: "void",
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    reference: payment.reference,
    metadata: bookMetadata(payment.metadata),
  });
}

function bookMetadata(metadata: Record<string, unknown> | null): Record<string, string> {
  const entries = Object.entries(metadata ?? {});
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

/**
 * Settles the authorization just decided; when it was approved, the automatic capture and the
 * expiry follow.
 */
export function settleAuthorization(context: Context, payment: PaymentRecord): PaymentRecord {
  const action = authorizationOf(payment);
  if (action === null) return payment;
  settle(context, payment, action);
  if (action.state !== "approved" || payment.amountMinor === 0) return payment;
  scheduleExpiry(context, payment);
  if (!payment.captureRequested) return payment;
  const dueAtMs = payment.captureOnMs ?? context.now() + ACTION_DELAY_MS;
  return accept(context, payment, { type: "Capture", dueAtMs }).payment;
}

export type NewAction = {
  type: "Capture" | "Void" | "Refund";
  /** Null takes the whole balance. */
  amountMinor?: number | null;
  final?: boolean;
  reference?: string | null;
  metadata?: Record<string, unknown> | null;
  refused?: boolean;
  dueAtMs?: number;
};

/** Queues an action and processes it a moment later. The caller has checked that it is allowed. */
export function accept(
  context: Context,
  payment: PaymentRecord,
  action: NewAction,
): { payment: PaymentRecord; actionId: string } {
  const id = context.ids.base32("act_");
  const queued = enqueue(payment, {
    id,
    type: action.type,
    amountMinor: action.amountMinor ?? wholeAmount(payment, action.type),
    final: action.final ?? true,
    reference: action.reference ?? null,
    metadata: action.metadata ?? null,
    refused: action.refused ?? false,
  });
  savePayment(context, queued);
  context.tasks.schedule({
    kind: PROCESS,
    dueAt: action.dueAtMs ?? context.now() + ACTION_DELAY_MS,
    payload: { paymentId: payment.id, actionId: id },
  });
  return { payment: queued, actionId: id };
}

function wholeAmount(payment: PaymentRecord, type: NewAction["type"]): number {
  const balances = balancesOf(payment);
  return type === "Refund" ? balances.available_to_refund : balances.available_to_capture;
}

registerTask(PROCESS, ({ paymentId = "", actionId = "" }, context) => {
  const payment = findAnyPayment(context, paymentId);
  if (payment === null) return;
  const processed = processAction(payment, actionId, newStamp(context));
  const action = processed.actions.find((a) => a.id === actionId);
  if (processed !== payment && action !== undefined) settle(context, processed, action);
});

/** One sweep an hour for all authorizations that end in it, rather than a task for each. */
function scheduleExpiry(context: Context, payment: PaymentRecord): void {
  const hour = Math.floor(payment.authorizationExpiresAtMs / SWEEP_EVERY_MS) + 1;
  if (context.store.get(SWEEPS, String(hour)) !== undefined) return;
  context.store.put(SWEEPS, String(hour), { hour });
  context.tasks.schedule({
    kind: EXPIRE,
    dueAt: hour * SWEEP_EVERY_MS,
    payload: { hour: String(hour) },
  });
}

registerTask(EXPIRE, ({ hour = "" }, context) => {
  context.store.delete(SWEEPS, hour);
  for (const payment of listAuthorized(context)) {
    if (payment.authorizationExpiresAtMs > context.now()) {
      // Not its hour yet, or the clock went back since.
      scheduleExpiry(context, payment);
      continue;
    }
    const expired = expireAuthorization(payment);
    if (expired === payment) continue;
    savePayment(context, expired);
    bookRelease(context, expired);
    emit(context, expired, "payment_expired", authorizationOf(expired));
  }
});

export function authorizationEndsAt(context: Context): number {
  return context.now() + AUTHORIZATION_LIFE_MS;
}
