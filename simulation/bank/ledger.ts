import type { ProviderReference } from "@/lib/ids";
import type { JsonObject } from "@/lib/json";
import type { Money } from "@/lib/money/money";
import type { DeclineCode } from "@/lib/providers/decline";
import type { ProviderOutcome } from "@/lib/providers/provider";
import { authorizationOf, type BankPayment, type Card, type OperationKind } from "./bank-payment";
import { refusalOf } from "./bank-rules";
import type { BankTraits } from "./traits";

export type NewPayment = {
  operation: "prepare" | "authorize";
  amount: Money;
  card: Card | null;
  ourReference: string;
  installationId: string;
  reference: ProviderReference | null;
  returnUrls: BankPayment["returnUrls"];
  document: JsonObject | null;
};

export type BankReply =
  | { kind: "outcome"; outcome: ProviderOutcome }
  | { kind: "rejected"; detail: string }
  /** A 5xx: whether it acted is not said. */
  | { kind: "error" };

/** What the bank tells unasked. */
export type BankEvent = {
  id: string;
  type: string;
  reference: ProviderReference;
  ourReference: string;
  /** Where the bank cannot be asked, the event itself says what happened. */
  outcome: ProviderOutcome | null;
};

/** Where the bank stands: what it needs of time and chance. */
export type BankPlace = {
  nowMs: () => number;
  later: (work: () => void) => void;
  /** After which the shopper's time for the bank's page is over. */
  whenExpired: (work: () => void) => void;
  tell: (event: BankEvent) => void;
  /** Whether something that the bank decides later ends badly. */
  isRefusedLater: (what: "charge" | "operation") => boolean;
  /** Whether a payment that it thinks about must be shown to the shopper after all. */
  isChallengedLater: () => boolean;
};

/** The bank's own book: payments, and what is done with them. It knows nothing of keys and requests. */
export class Ledger {
  readonly payments = new Map<string, BankPayment>();
  readonly #traits: BankTraits;
  readonly #place: BankPlace;
  #count = 0;

  constructor(traits: BankTraits, place: BankPlace) {
    this.#traits = traits;
    this.#place = place;
  }

  open(request: NewPayment, wrongByMinor: number): BankPayment {
    const { ourReference, installationId, amount, returnUrls } = request;
    const payment: BankPayment = {
      reference: this.#newReference("pay"),
      ourReference,
      installationId,
      returnUrls,
      amount: { ...amount, amountMinor: amount.amountMinor + wrongByMinor },
      card: null,
      status: "prepared",
      decline: null,
      operations: [],
    };
    this.payments.set(payment.reference, payment);
    return payment;
  }

  charge(payment: BankPayment, card: Card): void {
    payment.card = card;
    switch (card) {
      case "approved":
        this.hold(payment);
        break;
      case "insufficient_funds":
        this.decline(payment, "insufficient_funds");
        break;
      case "declined":
        this.decline(payment, "card_declined");
        break;
      case "challenge":
        // A gateway that cannot be asked has no page of its own either.
        if (this.#traits.retrieve) this.#challenge(payment);
        else this.hold(payment);
        break;
      case "later":
        payment.status = "pending";
        this.#place.later(() => {
          if (payment.status === "pending") this.#decide(payment);
        });
        break;
    }
  }

  /** What became of a payment that the bank took and thought about. */
  #decide(payment: BankPayment): void {
    if (this.#place.isRefusedLater("charge")) this.decline(payment, "card_declined");
    else if (this.#traits.retrieve && this.#place.isChallengedLater()) this.#challenge(payment);
    else this.hold(payment);
  }

  #challenge(payment: BankPayment): void {
    payment.status = "challenged";
    this.#place.whenExpired(() => this.answerChallenge(payment, "cancel"));
    this.#tell(payment, "challenged", payment.reference, authorizationOf(payment, null));
  }

  /** Also when the time for it is over. */
  answerChallenge(payment: BankPayment, end: "complete" | "fail" | "cancel"): string | null {
    if (payment.status !== "challenged") return null;
    if (end === "complete") this.hold(payment);
    else this.decline(payment, "authentication_failed");
    return end === "complete" ? payment.returnUrls.success : payment.returnUrls.failure;
  }

  hold(payment: BankPayment): void {
    payment.status = "held";
    this.#tell(payment, "authorized", payment.reference, authorizationOf(payment, null));
  }

  decline(payment: BankPayment, code: DeclineCode): void {
    payment.status = "declined";
    payment.decline = code;
    this.#tell(payment, "declined", payment.reference, authorizationOf(payment, null));
  }

  /** Nothing once it is paid. A page that is open is about another amount, and is taken away. */
  changeAmount(payment: BankPayment, amount: Money): void {
    if (payment.status !== "prepared" && payment.status !== "challenged") return;
    payment.amount = amount;
    payment.status = "prepared";
  }

  cancel(payment: BankPayment): BankReply {
    const isEnded = payment.status === "declined" || payment.status === "cancelled";
    const isOpen = payment.status === "prepared" || payment.status === "challenged";
    if (!isOpen && !isEnded) return { kind: "rejected", detail: "It can be cancelled no longer." };
    if (isOpen) payment.status = "cancelled";
    return { kind: "outcome", outcome: succeededBy(payment, payment.reference, payment.amount) };
  }

  operate(
    payment: BankPayment,
    kind: OperationKind,
    amount: Money,
    ourReference: string | null,
  ): BankReply {
    const byDashboard = ourReference === null;
    const severalCaptures = byDashboard && this.#traits.severalCaptures;
    const refusal = refusalOf(payment, kind, amount.amountMinor, { severalCaptures });
    if (refusal) {
      const decline = { code: "processing_error" as const, raw: refusal };
      const facts = { attributes: {}, instrument: null };
      const outcome = { kind: "declined" as const, reference: payment.reference, decline, facts };
      return byDashboard ? { kind: "rejected", detail: refusal } : { kind: "outcome", outcome };
    }
    const reference = this.#newReference("act");
    const common = { kind, reference, ourReference, amountMinor: amount.amountMinor };
    payment.operations.unshift({ ...common, status: "pending" });
    const finish = (status: "succeeded" | "declined") => {
      const at = payment.operations.findIndex((each) => each.reference === reference);
      payment.operations[at] = { ...common, status };
      this.#tell(payment, `${kind}_${status}`, reference, outcomeOf(payment, reference, amount));
    };
    if (!this.#traits.decidesLater || byDashboard) {
      finish("succeeded");
      return { kind: "outcome", outcome: succeededBy(payment, reference, amount) };
    }
    this.#place.later(() =>
      finish(this.#place.isRefusedLater("operation") ? "declined" : "succeeded"),
    );
    return { kind: "outcome", outcome: outcomeOf(payment, reference, amount) };
  }

  #tell(
    payment: BankPayment,
    type: string,
    named: ProviderReference,
    outcome: ProviderOutcome,
  ): void {
    this.#place.tell({
      id: `evt_${this.#count++}_${payment.reference}`,
      type,
      reference: this.#traits.retrieve ? payment.reference : named,
      ourReference: this.#traits.retrieve ? payment.ourReference : "",
      outcome: this.#traits.retrieve ? null : outcome,
    });
  }

  #newReference(prefix: string): ProviderReference {
    this.#count += 1;
    return `${prefix}_${this.#traits.gatewayType}_${this.#count}` as ProviderReference;
  }
}

const succeededBy = (
  { reference }: BankPayment,
  transactionReference: ProviderReference,
  amount: Money,
): ProviderOutcome => ({
  kind: "succeeded",
  reference,
  transactionReference,
  amount,
  capturedMinor: 0,
  facts: { attributes: {}, instrument: null },
});

/** How one capture, void or refund stands. */
function outcomeOf(
  payment: BankPayment,
  transactionReference: ProviderReference,
  amount: Money,
): ProviderOutcome {
  const facts = { attributes: {}, instrument: null };
  const { reference } = payment;
  const operation = payment.operations.find((each) => each.reference === transactionReference);
  switch (operation?.status) {
    case "succeeded":
      return succeededBy(payment, transactionReference, amount);
    case "declined": {
      const decline = { code: "processing_error" as const, raw: `${operation.kind}_declined` };
      return { kind: "declined", reference, decline, facts };
    }
    default:
      return { kind: "pending", reference, transactionReference, facts };
  }
}
