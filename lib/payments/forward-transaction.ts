import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import type { ProviderReference } from "../ids";
import type { ProviderAnswer } from "../providers/provider";
import { err, ok, type Result } from "../result";
import { circuitOpen, heard, isAdmitted } from "./circuit-door";
import { decideSettlement, type Settled, unmoved } from "./decide-settlement";
import { eventOf, gatewayOf } from "./deciding";
import { ourReferenceOf, paymentReferenceOf } from "./operation-call";
import { type Door, doorTo } from "./provider-door";
import { carryOut, followUpParts } from "./settle";
import type { Decision, PaymentState, StoredTransaction } from "./store";
import { syncTransaction } from "./sync-transaction";
import type { TransactionStatus } from "./transaction";

/** What a provider has taken up, or may have: everything else has an end, or waits for the shopper. */
const FORWARDED_FROM: ReadonlySet<TransactionStatus> = new Set(["pending", "indeterminate"]);
const DETAIL = "Set to succeeded by the merchant: its gateway had not said so.";

/**
 * `_forward`: a merchant knows that a stuck transaction has succeeded, and says so. The provider is asked first, and its
 * word counts: what it tells settles the transaction, and what it denies, or cannot be asked about, is not forced. What
 * remains open is set to succeeded, with its consequences for the order, and the history says by whom. Should the provider
 * say no afterwards, that contradicts a settled fact, and a person is shown it.
 */
export async function forwardTransaction(
  deps: Deps,
  input: { orderId: string; transactionId: string; note?: string },
): Promise<Result<StoredTransaction, UseCaseError>> {
  const asked = await ask(deps, input);
  if (!asked.ok) return asked;
  const { state, transaction } = asked.value;
  if (transaction.status === "succeeded") return ok(transaction);
  if (!FORWARDED_FROM.has(transaction.status)) return illegal(transaction.status);
  const gateway = gatewayOf(state, transaction.gatewayId);
  const door = gateway ? doorTo(deps, gateway) : null;
  const reference = paymentReferenceOf(state, transaction);
  if (!door || reference === null) {
    // Money that nobody can name could never be captured, given back or looked up.
    return err(invalid("attributes._forward", "the gateway has not named this payment"));
  }
  const denial = await denialOf(deps, { state, transaction, door, reference });
  if (denial) return err(denial);
  const now = deps.clock.now();
  const follow = followUpParts(deps, door, now);
  const decide = (fresh: PaymentState) =>
    decideForward(fresh, {
      ...{ transactionId: transaction.id, reference, now, note: input.note ?? null },
      settle: (answer) =>
        decideSettlement(fresh, {
          ...{ transactionId: transaction.id, answer, callId: null, transcripts: [], now, follow },
          ...{ placesNow: false, newId: deps.ids.resource },
        }),
    });
  const forwarded = await deps.payments.change(state, deps.by, now, decide);
  if (!forwarded.ok) return forwarded;
  if (forwarded.value.follow) await carryOut(deps, forwarded.value.follow, door);
  return ok(forwarded.value.transaction);
}

const illegal = (from: TransactionStatus) =>
  err({ code: "illegal_transition", from, to: "succeeded" } as const);

/** The transaction as its provider tells of it now. */
async function ask(
  deps: Deps,
  { orderId, transactionId }: { orderId: string; transactionId: string },
): Promise<Result<{ state: PaymentState; transaction: StoredTransaction }, UseCaseError>> {
  const missing = err(notFound("transactions", transactionId));
  const before = await deps.payments.find({ orderId });
  const transaction = before?.transactions.find(({ id }) => id === transactionId);
  if (!before || !transaction) return missing;
  await syncTransaction(deps, { state: before, transaction });
  const state = await deps.payments.find({ orderId });
  const found = state?.transactions.find(({ id }) => id === transactionId);
  return state && found ? ok({ state, transaction: found }) : missing;
}

/** Null where the provider says nothing against it: it shows the payment, or its contract has no way to ask. */
async function denialOf(
  deps: Deps,
  from: {
    state: PaymentState;
    transaction: StoredTransaction;
    door: Door;
    reference: ProviderReference;
  },
): Promise<UseCaseError | null> {
  const { state, transaction, door, reference } = from;
  const { provider } = door;
  if (!provider.capabilities.retrieve) return null;
  if (!(await isAdmitted(deps, door.gateway, "question"))) return circuitOpen(door.gateway);
  const ourReference = ourReferenceOf(state, transaction);
  const answer = await provider.retrieve(door.call(deps.ids.call()), { reference, ourReference });
  const found = await heard(deps, door, answer);
  if (!found.ok) return found.error;
  const isDenied =
    found.value === null ||
    (transaction.kind !== "void" && found.value.voided) ||
    found.value.authorization.kind === "declined";
  return isDenied
    ? invalid("attributes._forward", "the gateway says that it did not happen")
    : null;
}

/** Only what is still open is set, whoever was faster. */
export function decideForward(
  state: PaymentState,
  input: {
    transactionId: string;
    reference: ProviderReference;
    settle: (answer: ProviderAnswer) => Decision<Settled, never>;
    /** What whoever looked it up found. */
    note?: string | null;
    now: Date;
  },
): Decision<Settled, UseCaseError> {
  const before = state.transactions.find(({ id }) => id === input.transactionId);
  if (!before) return err(notFound("transactions", input.transactionId));
  if (before.status === "succeeded") return ok({ changes: [], value: unmoved(before, state) });
  if (!FORWARDED_FROM.has(before.status)) return illegal(before.status);
  const settled = input.settle(
    ok({
      kind: "succeeded",
      reference: input.reference,
      transactionReference: before.reference,
      amount: before.amount,
      capturedMinor: 0,
      facts: { attributes: {}, instrument: null },
    }),
  );
  if (!settled.ok) return settled;
  const told = settled.value.changes.map((change) =>
    change.kind === "transaction_changed" && change.id === before.id
      ? { ...change, set: { ...change.set, detail: DETAIL } }
      : change,
  );
  const { kind, id } = before;
  const event = eventOf(`${kind}.forwarded`, { type: `${kind}s`, id }, state.order.id, {
    status: [before.status, "succeeded"],
    by: "merchant",
    ...(input.note ? { note: input.note } : {}),
  });
  return ok({ changes: [...told, event], value: settled.value.value });
}
