import type { Deps } from "../deps";
import type { ProviderError } from "../providers/provider";
import type { ListedPayment } from "../providers/provider-list";
import { err, ok, type Result } from "../result";
import type { ProviderSide } from "./ask-provider";
import { type Comparison, comparePayment, type Movement } from "./compare-payment";
import type { PaymentNames } from "./found-difference";
import { movementsOf } from "./provider-movements";
import type { OwnPayment, ReconciliationStore } from "./store";

/** What judging a payment needs, for as long as one run lasts. */
export type Judging = {
  deps: Deps;
  store: ReconciliationStore;
  side: ProviderSide;
  gatewayId: string;
  /** How many payments may still be asked about one by one. */
  asksLeft: number;
};

/** The clocks of several nodes are not one clock. */
const SKEW_MS = 5000;

export const sinceNow = ({ clock }: Deps): Date => new Date(clock.now().getTime() - SKEW_MS);

/** What is known of a payment's movements before it is asked about alone. */
export type Known = { listed: readonly Movement[]; at: Date };

/**
 * A difference is believed only after the payment was asked about alone and our side was read anew: lists lag, and
 * something may have come in between. `fallback` is what to believe once a run has asked too often.
 */
export async function confirm(
  judging: Judging,
  names: PaymentNames,
  { known, fallback }: { known: Known; fallback: Comparison },
): Promise<Result<Comparison, ProviderError>> {
  if (judging.asksLeft <= 0) return ok(fallback);
  judging.asksLeft -= 1;
  const { deps, store, side, gatewayId } = judging;
  const since = sinceNow(deps);
  const found = await side.retrieve(names);
  if (!found.ok) return err(found.error);
  const timeOf = (kind: Movement["kind"], reference: string | null): Date =>
    known.listed.find((each) => each.kind === kind && each.reference === reference)?.at ?? known.at;
  const theirs = found.value === null ? [] : movementsOf(found.value, timeOf);
  const own = await store.findPayments(gatewayId, lookupOf([names]));
  return ok(comparePayment(theirs, transactionsOf(own, names), since));
}

export const lookupOf = (names: readonly PaymentNames[]) => ({
  references: names.flatMap(({ paymentReference }) => paymentReference ?? []),
  ourReferences: names.flatMap(({ ourReference }) => ourReference ?? []),
});

export const namesOf = ({ reference, ourReference }: ListedPayment): PaymentNames => ({
  paymentReference: reference,
  ourReference,
});

/** An attempt that names no payment yet is known by our reference alone; one that names another is another payment. */
export const isSamePayment = (own: OwnPayment, names: PaymentNames): boolean =>
  own.paymentReference === null
    ? own.ourReference !== null && own.ourReference === names.ourReference
    : own.paymentReference === names.paymentReference;

/** Several attempts may have been made on one payment (Stripe's intent). */
export const transactionsOf = (own: readonly OwnPayment[], names: PaymentNames) =>
  own.filter((each) => isSamePayment(each, names)).flatMap(({ transactions }) => transactions);

/**
 * Ours is what carries this installation's id, or what we stored. Another gateway of ours may share the account: what is
 * its own is not this one's to judge.
 */
export function isOurs(
  payment: ListedPayment,
  own: readonly OwnPayment[],
  { installationId, gatewayId }: { installationId: string; gatewayId: string },
): boolean {
  const names = namesOf(payment);
  const stored = own.filter((each) => isSamePayment(each, names));
  if (stored.length > 0) return stored.some((each) => each.gatewayId === gatewayId);
  const { ourReference } = payment;
  const known = own.filter((each) => ourReference !== null && each.ourReference === ourReference);
  if (known.length > 0 && !known.some((each) => each.gatewayId === gatewayId)) return false;
  if (payment.installationId !== null) return payment.installationId === installationId;
  return known.length > 0;
}
