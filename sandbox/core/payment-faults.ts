/**
 * Trouble for whole payments, set over `/_control/payment-faults`: what the bank says, what the
 * cardholder does, how the call fares and what becomes of the webhooks, together. A payment keeps
 * the fault that met it, however often its call is repeated.
 */
import type { DeclineReason } from "./decline-reasons";
import type { Fault, FaultProvider, RequestFaultKind } from "./faults";
import type { Store } from "./store";

export const ANSWERS = ["as_card", "declines", "wrong_amount"] as const;
export const THREE_DS = ["as_card", "passes", "fails", "leaves"] as const;
export const CONNECTIONS = [
  "works",
  "slow",
  "lost_before",
  "lost_after",
  "cut_after",
  "error_503",
] as const;
export const WEBHOOK_TROUBLES = ["drop", "late", "twice", "reorder", "tamper"] as const;

export type Connection = (typeof CONNECTIONS)[number];
export type WebhookTrouble = (typeof WEBHOOK_TROUBLES)[number];

export interface PaymentFaultWish {
  /** Null: whichever provider is asked. */
  provider: FaultProvider | null;
  /** Every payment begun from now on, or the next one alone. */
  every: boolean;
  /** Only payments whose request holds this text, for instance an order's id. */
  match: string | null;
  answer: (typeof ANSWERS)[number];
  /** Null unless the answer is `declines`. */
  decline: DeclineReason | null;
  threeDs: (typeof THREE_DS)[number];
  connection: Connection;
  webhooks: readonly WebhookTrouble[];
}

export interface PaymentFault extends PaymentFaultWish {
  id: string;
  /** Milliseconds since 1970, by the real clock. */
  setAt: number;
  /** How many payments it has met. */
  metCount: number;
  metAt: number | null;
  /** `met`: it was for one payment, which has come. */
  state: "waiting" | "met" | "stopped";
}

export interface BegunRequest {
  provider: FaultProvider;
  operation: string;
  /** The client's idempotency key, or "". */
  key: string;
  text: string;
}

export interface PaymentFaults {
  /** The same id again changes nothing. `isNew` false then. */
  set(id: string, wish: PaymentFaultWish): { fault: PaymentFault; isNew: boolean };
  /** Newest first: what waits, and the last that do not any more. */
  list(): PaymentFault[];
  /** False when unknown. It meets no payment from then on; those that it has met keep it. */
  stop(id: string): boolean;
  /** The fault of a request that begins a payment, and whether the payment meets it just now. */
  meet(request: BegunRequest): { fault: PaymentFault; isFirst: boolean } | null;
  /** From then on the payment's challenge and webhooks follow the fault. */
  bind(paymentId: string, fault: PaymentFault | null): void;
  of(paymentId: string): PaymentFault | null;
  /** Of the first payment that a text names; counts how often it was asked so. */
  ofWebhook(text: string): { fault: PaymentFault; ordinal: number } | null;
}

const FAULTS = "control.payment_faults";
const BEGUN = "control.payment_faults_begun";
const BOUND = "control.payment_faults_bound";
const KEPT_MAX = 20;
const SLOW_MS = 8_000;

type Bound = { faultId: string; webhooksCount: number };

export function createPaymentFaults(store: Store, realNow: () => number): PaymentFaults {
  const faults = store.collection<PaymentFault>(FAULTS);
  const begun = store.collection<{ faultId: string }>(BEGUN);
  const bound = store.collection<Bound>(BOUND);

  const boundTo = (id: string): PaymentFault | null => {
    const found = bound.get(id);
    return found === undefined ? null : (faults.get(found.faultId) ?? null);
  };
  const firstFitting = (request: BegunRequest): PaymentFault | undefined =>
    faults.list().find((fault) => fault.state === "waiting" && fits(fault, request));

  return {
    set: (id, wish) => {
      const known = faults.get(id);
      if (known !== undefined) return { fault: known, isNew: false };
      const ended = faults.list().filter(({ state, every }) => state !== "waiting" && !every);
      for (const { id: old } of ended.slice(0, ended.length - KEPT_MAX)) faults.delete(old);
      const rest = { setAt: realNow(), metCount: 0, metAt: null, state: "waiting" } as const;
      return { fault: faults.put(id, { id, ...wish, ...rest }), isNew: true };
    },
    list: () => faults.list().reverse(),
    stop: (id) => {
      const fault = faults.get(id);
      if (fault === undefined) return false;
      if (fault.state === "waiting") faults.put(id, { ...fault, state: "stopped" });
      return true;
    },
    meet: (request) => {
      if (faults.oldest() === undefined || !beginsPayment(request)) return null;
      const key = request.key === "" ? null : `${request.provider} ${request.key}`;
      const known = key === null ? undefined : begun.get(key);
      const again = known === undefined ? undefined : faults.get(known.faultId);
      if (again !== undefined) return { fault: again, isFirst: false };
      const fault = firstFitting(request);
      if (fault === undefined) return null;
      const met = faults.put(fault.id, {
        ...fault,
        metCount: fault.metCount + 1,
        metAt: realNow(),
        state: fault.every ? "waiting" : "met",
      });
      if (key !== null) begun.put(key, { faultId: fault.id });
      return { fault: met, isFirst: true };
    },
    bind: (paymentId, fault) => {
      if (fault !== null) bound.put(paymentId, { faultId: fault.id, webhooksCount: 0 });
      // A payment tried again is free of what met it before.
      else if (bound.get(paymentId) !== undefined) bound.delete(paymentId);
    },
    of: boundTo,
    ofWebhook: (text) => {
      if (bound.oldest() === undefined) return null;
      const ids = text.match(/\b(?:pi|pay|nb)_\w+/g) ?? [];
      for (const id of ids) {
        const found = bound.get(id);
        const fault = boundTo(id);
        if (found === undefined || fault === null) continue;
        bound.put(id, { ...found, webhooksCount: found.webhooksCount + 1 });
        return { fault, ordinal: found.webhooksCount };
      }
      return null;
    },
  };
}

/** Whether the call asks a bank for the money of a new payment. */
function beginsPayment({ provider, operation, text }: BegunRequest): boolean {
  switch (provider) {
    case "stripe":
      if (operation === "payment_intents.confirm") return true;
      return operation === "payment_intents.create" && /(^|[&\n])confirm=true/.test(text);
    case "checkout_com":
      return operation === "payments.create";
    case "external":
      return operation === "authorize";
  }
}

function fits(fault: PaymentFault, { provider, text }: BegunRequest): boolean {
  if (fault.provider !== null && fault.provider !== provider) return false;
  return fault.match === null || text.includes(fault.match);
}

const CALL_FAULTS = {
  works: null,
  slow: "slow",
  lost_before: "timeout_before",
  lost_after: "timeout_after",
  cut_after: "reset_after",
  error_503: "unavailable",
} as const satisfies Record<Connection, RequestFaultKind | null>;

/** How the call itself fares, in the form of a fault of one call. */
export function callFaultOf(fault: PaymentFault, provider: FaultProvider): Fault | null {
  const kind = CALL_FAULTS[fault.connection];
  if (kind === null) return null;
  const { id, match } = fault;
  return { id, provider, operation: null, kind, count: 1, delayMs: SLOW_MS, match };
}

/** What a handler acts out itself: a fault of this call, or what was set for the whole payment. */
export interface Asked {
  readonly fault: Fault | null;
  readonly paymentFault: PaymentFault | null;
}

export function declineAsked({ fault, paymentFault }: Asked): DeclineReason | null {
  if (fault?.kind === "decline") return "refused";
  return paymentFault?.answer === "declines" ? (paymentFault.decline ?? "refused") : null;
}

export function isWrongAmountAsked({ fault, paymentFault }: Asked): boolean {
  return fault?.kind === "wrong_amount" || paymentFault?.answer === "wrong_amount";
}

/** Whether the bank asks the cardholder, whatever the card says. */
export function isThreeDsAsked({ paymentFault }: Asked): boolean {
  return paymentFault !== null && paymentFault.threeDs !== "as_card";
}
