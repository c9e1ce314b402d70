import type { ProviderReference } from "@/lib/ids";
import type { JsonObject } from "@/lib/json";
import type { Money } from "@/lib/money/money";
import type { PaymentLookup } from "@/lib/providers/provider";
import {
  authorizationOf,
  type BankPayment,
  type Card,
  isVoided,
  type OperationKind,
} from "./bank-payment";
import { type BankPlace, type BankReply, Ledger, type NewPayment } from "./ledger";
import type { BankTraits } from "./traits";

export type BankRequest =
  | NewPayment
  | {
      operation: OperationKind | "cancel" | "change_amount";
      payment: ProviderReference;
      amount: Money;
      operationReference: string;
      document: JsonObject | null;
    };

const KEY_MS = 24 * 3_600_000;

/**
 * One card provider in memory: payments, its own book, its keys. It knows nothing of orders, and acts once under one key,
 * with the memory that its traits describe.
 */
export class Bank {
  readonly traits: BankTraits;
  readonly #ledger: Ledger;
  readonly #answered = new Map<string, { print: string; reply: BankReply; atMs: number }>();
  readonly #place: BankPlace;

  constructor(traits: BankTraits, place: BankPlace) {
    this.traits = traits;
    this.#place = place;
    this.#ledger = new Ledger(traits, place);
  }

  get payments(): ReadonlyMap<string, BankPayment> {
    return this.#ledger.payments;
  }

  /** `wrongByMinor`: the bank holds another amount than it was asked for. */
  act(key: string, request: BankRequest, wrongByMinor = 0): BankReply {
    const print = JSON.stringify(request);
    const known = this.#known(key);
    if (known) {
      if (known.print === print) return known.reply;
      return { kind: "rejected", detail: "This key belongs to another request." };
    }
    const reply = this.#work(request, wrongByMinor);
    if (reply.kind === "outcome" || this.traits.remembersErrors) {
      this.#answered.set(key, { print, reply, atMs: this.#place.nowMs() });
    }
    return reply;
  }

  /** An internal error before anything was done; a bank that remembers errors will say so again. */
  fail(key: string, request: BankRequest): BankReply {
    const known = this.#known(key);
    if (known) return known.reply;
    const reply: BankReply = { kind: "error" };
    if (this.traits.remembersErrors) {
      const print = JSON.stringify(request);
      this.#answered.set(key, { print, reply, atMs: this.#place.nowMs() });
    }
    return reply;
  }

  find({ reference, ourReference }: PaymentLookup): BankPayment | null {
    if (reference !== null) return this.#ledger.payments.get(reference) ?? null;
    let newest: BankPayment | null = null;
    for (const payment of this.#ledger.payments.values()) {
      if (payment.ourReference === ourReference) newest = payment;
    }
    return newest;
  }

  secretOf = (payment: BankPayment): string => `${payment.reference}_secret`;

  /** In the shopper's browser, with the client secret. */
  confirm(reference: ProviderReference, card: Card): void {
    const payment = this.#ledger.payments.get(reference);
    if (payment?.status === "prepared") this.#ledger.charge(payment, card);
  }

  /** The shopper answers the bank's own page. Gives where the browser is sent; null: nowhere. */
  answerChallenge(reference: string, end: "complete" | "fail" | "cancel"): string | null {
    const payment = this.#ledger.payments.get(reference);
    return payment ? this.#ledger.answerChallenge(payment, end) : null;
  }

  /** What the merchant does in the bank's own dashboard. False: the bank refuses. */
  actInDashboard(reference: ProviderReference, kind: OperationKind, amount: Money): boolean {
    const payment = this.#ledger.payments.get(reference);
    return (
      payment !== undefined && this.#ledger.operate(payment, kind, amount, null).kind === "outcome"
    );
  }

  /** A key is forgotten after a day: the same request then acts again. */
  #known(key: string) {
    const known = this.#answered.get(key);
    return known && this.#place.nowMs() - known.atMs <= KEY_MS ? known : null;
  }

  #work(request: BankRequest, wrongByMinor: number): BankReply {
    if ("installationId" in request) return this.#authorize(request, wrongByMinor);
    const payment = this.#ledger.payments.get(request.payment);
    if (!payment) return { kind: "rejected", detail: "There is no such payment." };
    if (request.operation === "cancel") return this.#ledger.cancel(payment);
    const { operation, amount, operationReference } = request;
    if (operation === "change_amount") {
      this.#ledger.changeAmount(payment, amount);
      return { kind: "outcome", outcome: authorizationOf(payment, this.secretOf(payment)) };
    }
    return this.#ledger.operate(payment, operation, amount, operationReference);
  }

  #authorize(request: NewPayment, wrongByMinor: number): BankReply {
    const known = request.reference === null ? null : this.#ledger.payments.get(request.reference);
    if (known && isVoided(known)) return { kind: "rejected", detail: "It was let go." };
    const payment = known ?? this.#ledger.open(request, wrongByMinor);
    if (request.operation === "authorize" && payment.status === "prepared") {
      const card = request.card ?? payment.card;
      if (card === null) return { kind: "rejected", detail: "Confirm it in the browser first." };
      this.#ledger.charge(payment, card);
    }
    return { kind: "outcome", outcome: authorizationOf(payment, this.secretOf(payment)) };
  }
}
