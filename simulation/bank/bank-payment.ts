import type { ProviderReference } from "@/lib/ids";
import type { Money } from "@/lib/money/money";
import type { DeclineCode } from "@/lib/providers/decline";
import type { ProviderOperation, ProviderOutcome, ProviderPayment } from "@/lib/providers/provider";

/** What happens to a card; `later`: the bank takes the payment and decides afterwards. */
export const CARDS = ["approved", "insufficient_funds", "declined", "challenge", "later"] as const;
export type Card = (typeof CARDS)[number];

export type OperationKind = "capture" | "void" | "refund";

/** One payment as the bank itself knows it. */
export type BankPayment = {
  reference: ProviderReference;
  ourReference: string;
  installationId: string;
  amount: Money;
  returnUrls: { success: string; failure: string };
  /** Null while nobody has given one. */
  card: Card | null;
  status: "prepared" | "challenged" | "pending" | "held" | "declined" | "cancelled";
  decline: DeclineCode | null;
  /** Newest first, as banks list them. */
  operations: ProviderOperation[];
};

export const BANK_ORIGIN = "https://bank.test";
const challengeUrl = (reference: string): string => `${BANK_ORIGIN}/3ds/${reference}`;

/** Minor units of one kind that happened, or may yet. */
export const doneMinor = (
  { operations }: BankPayment,
  kind: OperationKind,
  options: { withPending: boolean },
): number =>
  operations
    .filter((each) => each.kind === kind)
    .filter(({ status }) => status === "succeeded" || (options.withPending && status === "pending"))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);

export const isVoided = ({ operations }: BankPayment): boolean =>
  operations.some(({ kind, status }) => kind === "void" && status === "succeeded");

const INSTRUMENT = {
  issuer_type: "card",
  issuer: "simulated bank",
  card_type: "visa",
  card_last_digits: "4242",
  card_expiry_month: 12,
  card_expiry_year: 2030,
};

/** How the authorization stands, in the port's words. */
export function authorizationOf(payment: BankPayment, secret: string | null): ProviderOutcome {
  const { reference, amount, status } = payment;
  const facts = { attributes: {}, instrument: null };
  switch (status) {
    case "prepared": {
      const clientSecret = secret ?? "";
      const action = { kind: "client_confirmation" as const, clientSecret };
      return { kind: "action_required", reference, action, facts };
    }
    case "challenged": {
      const action = { kind: "redirect" as const, url: challengeUrl(reference) };
      return { kind: "action_required", reference, action, facts };
    }
    case "pending":
      return { kind: "pending", reference, facts };
    case "held":
      return {
        kind: "succeeded",
        reference,
        transactionReference: `ch_${reference}` as ProviderReference,
        amount,
        capturedMinor: doneMinor(payment, "capture", { withPending: false }),
        facts: { attributes: {}, instrument: INSTRUMENT },
      };
    case "declined":
    case "cancelled": {
      const code = payment.decline ?? "authentication_failed";
      return { kind: "declined", reference, decline: { code, raw: `bank_${status}` }, facts };
    }
  }
}

export const paymentOf = (payment: BankPayment, secret: string | null): ProviderPayment => ({
  reference: payment.reference,
  ourReference: payment.ourReference,
  installationId: payment.installationId,
  amount: payment.amount,
  authorization: authorizationOf(payment, secret),
  capturedMinor: doneMinor(payment, "capture", { withPending: false }),
  refundedMinor: doneMinor(payment, "refund", { withPending: false }),
  voided: isVoided(payment),
  operations: payment.operations,
});
