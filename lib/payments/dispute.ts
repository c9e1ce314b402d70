import type { GatewayId, OrderId, PaymentSourceId, ProviderReference, TransactionId } from "../ids";
import type { Money } from "../money/money";
import type { DisputeState } from "../providers/provider-dispute";

/**
 * Where a dispute may go from where it stands. An end is left for another end only: an arbitration overturns what was
 * decided before it. Whether it goes there is told by the order of the provider's own words (`isNewerWord`).
 */
export const DISPUTE_TRANSITIONS = {
  needs_response: ["under_review", "won", "lost", "withdrawn"],
  // A second round asks the shop again.
  under_review: ["needs_response", "won", "lost", "withdrawn"],
  won: ["lost", "withdrawn"],
  lost: ["won", "withdrawn"],
  withdrawn: ["won", "lost"],
} as const satisfies Record<DisputeState, readonly DisputeState[]>;

export const canMoveDispute = (from: DisputeState, to: DisputeState): boolean =>
  (DISPUTE_TRANSITIONS[from] as readonly DisputeState[]).includes(to);

export const isDisputeOpen = (state: DisputeState): boolean =>
  state === "needs_response" || state === "under_review";

export type Dispute = {
  id: string;
  gatewayId: GatewayId;
  orderId: OrderId;
  sourceId: PaymentSourceId;
  transactionId: TransactionId;
  reference: ProviderReference;
  amount: Money;
  reason: string;
  state: DisputeState;
  respondBy: Date | null;
  openedAt: Date;
  closedAt: Date | null;
  toldAt: Date;
  toldBy: string;
};

/** A word about a dispute: what it says, when the provider said it, and in which event. */
export type DisputeWord = Pick<Dispute, "state" | "respondBy" | "toldAt" | "toldBy">;

/** Of two words of the same second, the one further along. */
const RANKS = {
  needs_response: 0,
  under_review: 1,
  withdrawn: 2,
  lost: 3,
  won: 4,
} as const satisfies Record<DisputeState, number>;

/**
 * Whether `next` is a later word than `known`: an end over what is not one, then the provider's time, then how far along it
 * is, then which names a deadline (Checkout.com tells of a dispute and asks for evidence at once), then the event's id. A total order, so that the newest of a set of words is the same whatever order they came in.
 */
export function isNewerWord(known: DisputeWord, next: DisputeWord): boolean {
  const [knownEnded, nextEnded] = [!isDisputeOpen(known.state), !isDisputeOpen(next.state)];
  if (knownEnded !== nextEnded) return nextEnded;
  const laterMs = next.toldAt.getTime() - known.toldAt.getTime();
  if (laterMs !== 0) return laterMs > 0;
  if (known.state !== next.state) return RANKS[next.state] > RANKS[known.state];
  const [knownDue, nextDue] = [known.respondBy?.getTime() ?? 0, next.respondBy?.getTime() ?? 0];
  return knownDue === nextDue ? next.toldBy > known.toldBy : nextDue > knownDue;
}
