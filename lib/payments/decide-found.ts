import type { ProviderReference, TransactionId } from "../ids";
import type { ProviderPayment } from "../providers/provider";
import { ok } from "../result";
import { contradictionsFound } from "./contradictions";
import { authorizationOf, foundAtProvider, orderChanges } from "./deciding";
import { succeededMinor } from "./payment-status";
import type { Decision, PaymentChange, PaymentState, StoredTransaction } from "./store";
import { isUnsettled } from "./transaction";

export type FoundInput = {
  authorizationId: string;
  /** The payment as the provider shows it. */
  found: ProviderPayment;
  newId: () => string;
  now: Date;
  /** The event that made us ask. */
  webhookEventId?: string | null;
};

type FoundKind = "capture" | "void" | "refund";
type Found = { kind: FoundKind; amountMinor: number; reference: ProviderReference | null };

/**
 * What happened at the provider without us (its dashboard, an authorization that expired) becomes new rows of
 * `origin: provider`; nothing that we know is changed. While an operation of ours is open nothing is concluded: what is
 * found could be that. Answers how many rows were new; null: nothing was concluded.
 */
export function decideFound(
  state: PaymentState,
  input: FoundInput,
): Decision<number | null, never> {
  const authorization = state.transactions.find((each) => each.id === input.authorizationId);
  if (!authorization) return ok({ changes: [], value: 0 });
  const own = familyOf(state, authorization);
  const isOpen = own.some((each) => isUnsettled(each.status));
  if (isOpen) return ok({ changes: [], value: null });
  const told = contradictionsFound(state, { authorization, own, ...input });
  if (authorization.status !== "succeeded") return ok({ changes: told, value: 0 });
  const known = own.filter((each) => each.kind === "authorization" || isDone(each));
  const rows = rowsFoundIn(input.found, { ...input, authorization, known });
  if (rows.length === 0) return ok({ changes: told, value: 0 });
  const changes: PaymentChange[] = [
    ...told,
    ...rows.flatMap(foundAtProvider),
    ...releasedBy(rows, authorization),
    ...orderChanges(state, {
      status: state.order.status,
      transactions: [...state.transactions, ...rows],
      now: input.now,
    }),
  ];
  return ok({ changes, value: rows.length });
}

/** An authorization with everything that followed from it. */
export const familyOf = (
  state: PaymentState,
  authorization: StoredTransaction,
): readonly StoredTransaction[] =>
  state.transactions.filter((each) => authorizationOf(state, each)?.id === authorization.id);

const isDone = ({ status }: StoredTransaction): boolean => status === "succeeded";

type Sums = Pick<ProviderPayment, "capturedMinor" | "refundedMinor" | "voided" | "operations">;
type RowsInput = {
  authorization: StoredTransaction;
  /** What we know already of the authorization and what followed it. */
  known: readonly StoredTransaction[];
  newId: () => string;
  now: Date;
};

/** The rows that are missing here of what a provider says of a payment. */
export function rowsFoundIn(payment: Sums, input: RowsInput): readonly StoredTransaction[] {
  const rows: StoredTransaction[] = [];
  for (const found of foundIn(payment, input.known, input.authorization)) {
    // A refund may be found together with its capture.
    rows.push(rowOf(found, { ...input, known: [...input.known, ...rows] }));
  }
  return rows;
}

function foundIn(
  payment: Sums,
  known: readonly StoredTransaction[],
  authorization: StoredTransaction,
): Found[] {
  const isVoided = known.some(({ kind }) => kind === "void");
  const voids: Found[] =
    payment.voided && !isVoided && payment.capturedMinor === 0
      ? [{ kind: "void", amountMinor: authorization.amount.amountMinor, reference: null }]
      : [];
  return [
    ...voids,
    ...unknownOf("capture", payment, known),
    ...unknownOf("refund", payment, known),
  ];
}

/** By their references where the provider lists them, else what the total is more than ours. */
function unknownOf(
  kind: "capture" | "refund",
  payment: Sums,
  known: readonly StoredTransaction[],
): Found[] {
  const total = kind === "capture" ? payment.capturedMinor : payment.refundedMinor;
  let moreMinor = total - succeededMinor(known, kind);
  const found: Found[] = [];
  const references = new Set(known.map(({ reference }) => reference));
  for (const operation of payment.operations ?? []) {
    const isNew =
      operation.kind === kind &&
      operation.status === "succeeded" &&
      !references.has(operation.reference);
    if (!isNew || operation.amountMinor > moreMinor) continue;
    found.push({ kind, amountMinor: operation.amountMinor, reference: operation.reference });
    moreMinor -= operation.amountMinor;
  }
  if (moreMinor > 0) found.push({ kind, amountMinor: moreMinor, reference: null });
  return found;
}

function rowOf(found: Found, { authorization, known, newId, now }: RowsInput): StoredTransaction {
  const captures = known.filter(({ kind }) => kind === "capture");
  const parent = found.kind === "refund" ? (captures[0] ?? authorization) : authorization;
  return {
    ...authorization,
    id: newId() as TransactionId,
    kind: found.kind,
    amount: { ...authorization.amount, amountMinor: found.amountMinor },
    attempt: null,
    ourReference: null,
    idempotencyKey: null,
    parentId: parent.id,
    paymentReference: null,
    reference: found.reference,
    live: false,
    places: false,
    origin: "provider",
    detail: "Done at the provider, not here.",
    requestedAt: now,
    settledAt: now,
    supersededAt: null,
    checksCount: 0,
    nextCheckAt: null,
  };
}

/**
 * What became of held money changes its authorization. What is voided holds the order no longer: another attempt may begin,
 * or the order be changed. Neither that nor what is captured is asked about once its hold should be over.
 */
export function releasedBy(
  rows: readonly Pick<StoredTransaction, "kind">[],
  { id, status, live, nextCheckAt }: StoredTransaction,
): PaymentChange[] {
  const isLetGo = live && rows.some(({ kind }) => kind === "void");
  const isWaited = status === "succeeded" && nextCheckAt !== null;
  const isTouched = isWaited && rows.some(({ kind }) => kind !== "refund");
  if (!isLetGo && !isTouched) return [];
  const set = { ...(isLetGo ? { live: false } : {}), ...(isTouched ? { nextCheckAt: null } : {}) };
  return [{ kind: "transaction_changed", id, from: status, set }];
}
