import type { ProviderAnswer, ProviderPayment } from "../providers/provider";
import { type AttentionCause, type AttentionKind, attentionId } from "./attention";
import { causeAbout } from "./attention-causes";
import { attentionLines, raise } from "./attention-lines";
import { succeededMinor } from "./payment-status";
import type { PaymentChange, PaymentState, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";

/**
 * A settled fact stays settled. Where a provider says the opposite afterwards, a person has to look: either it moved money
 * that our books do not have, or it took money back.
 */

/** Null where the answer agrees, or says nothing certain. */
export function contradiction(
  before: StoredTransaction,
  input: { answer: ProviderAnswer; webhookEventId?: string | null },
): AttentionCause | null {
  if (!input.answer.ok) return null;
  const said = input.answer.value.kind;
  const isCertain = said === "succeeded" || said === "declined";
  const hasHappened = before.status === "succeeded";
  if (!isCertain || hasHappened === (said === "succeeded")) return null;
  return causeAbout(before, "contradiction", {
    what: { status: before.status, said },
    stamp: said,
    webhookEventId: input.webhookEventId ?? null,
  });
}

export type FoundHere = {
  authorization: StoredTransaction;
  /** It with everything that followed from it: all of it settled. */
  own: readonly StoredTransaction[];
  found: ProviderPayment;
  webhookEventId?: string | null;
};

/** What the provider's own picture of a payment contradicts; and the end of what it contradicted before and agrees to now. */
export function contradictionsFound(state: PaymentState, here: FoundHere): PaymentChange[] {
  const causes = [heldAfterAll(state, here), lessThere(here), ...reversedRefunds(here)].filter(
    (cause) => cause !== null,
  );
  const standing = new Set(causes.map(({ id }) => id));
  const ours = new Set(
    here.own.flatMap(({ id }) => TOLD_KINDS.map((kind) => attentionId(kind, id))),
  );
  const agreed = state.attention.filter(
    ({ id, isOpen }) => isOpen && ours.has(id) && !standing.has(id),
  );
  return [
    ...causes.flatMap((cause) => raise(state, cause)),
    ...agreed.flatMap(({ id }) => attentionLines(state, { kind: "attention_gone", id })),
  ];
}

/** Raised by what a provider says, and not to be read from our own facts. */
const TOLD_KINDS: readonly AttentionKind[] = ["contradiction", "refund_reversed"];

/** We were told no, and the money is held there: by no other attempt of ours that knows of it. */
function heldAfterAll(state: PaymentState, here: FoundHere): AttentionCause | null {
  const { authorization, found } = here;
  const { status, paymentReference, sourceId } = authorization;
  if (status === "succeeded" || found.authorization.kind !== "succeeded" || found.voided)
    return null;
  const isAnothers = state.transactions.some(
    (each) =>
      each.kind === "authorization" &&
      (each.paymentReference === paymentReference || each.sourceId === sourceId) &&
      (each.status === "succeeded" || isUnsettled(each.status)),
  );
  if (isAnothers) return null;
  return causeAbout(authorization, "contradiction", {
    what: { status, said: "succeeded", held_cents: found.amount.amountMinor },
    stamp: "succeeded",
    webhookEventId: here.webhookEventId ?? null,
  });
}

/** Less was captured, or given back, than our books have. */
function lessThere(here: FoundHere): AttentionCause | null {
  const { authorization, own, found } = here;
  if (authorization.status !== "succeeded") return null;
  const captured = succeededMinor(own, "capture");
  const refunded = succeededMinor(own, "refund") - reversedMinor(here);
  const { capturedMinor, refundedMinor } = found;
  if (capturedMinor >= captured && refundedMinor >= refunded) return null;
  const what = {
    status: "succeeded",
    said: "less",
    ...{ captured_cents: captured, captured_there_cents: capturedMinor },
    ...{ refunded_cents: refunded, refunded_there_cents: refundedMinor },
  };
  return causeAbout(authorization, "contradiction", {
    what,
    stamp: [captured, capturedMinor, refunded, refundedMinor].join("/"),
    webhookEventId: here.webhookEventId ?? null,
  });
}

/** A refund that succeeded and that the provider lists as failed since: the customer did not get the money. */
function reversedRefunds(here: FoundHere): AttentionCause[] {
  const { webhookEventId = null } = here;
  return reversedOf(here).map((refund) =>
    causeAbout(refund, "refund_reversed", { what: {}, stamp: "declined", webhookEventId }),
  );
}

const reversedOf = ({ own, found }: FoundHere): StoredTransaction[] =>
  own.filter(
    ({ kind, status, reference }) =>
      kind === "refund" &&
      status === "succeeded" &&
      reference !== null &&
      (found.operations ?? []).some(
        (each) => each.reference === reference && each.status === "declined",
      ),
  );

const reversedMinor = (here: FoundHere): number =>
  reversedOf(here).reduce((sum, { amount }) => sum + amount.amountMinor, 0);
