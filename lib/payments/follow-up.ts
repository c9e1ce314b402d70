import { applyChanges } from "./apply-changes";
import { decideOperation, type OperationInput, type OperationRequest } from "./decide-operation";
import { liveAttemptOf } from "./deciding";
import type { PaymentChange, PaymentState, ProviderCallRow, StoredTransaction } from "./store";

/** What a change calls for: written ahead in the same commit, so that no crash can lose it, and carried out afterwards. */
export type FollowUp = {
  transaction: StoredTransaction;
  call: ProviderCallRow;
  /** As it stands once both are written. */
  after: PaymentState;
};

export type FollowUpParts = Pick<
  OperationInput,
  "capabilities" | "refuseAmount" | "id" | "callId" | "now"
>;

/**
 * Adds to `changes` the operation that they call for, if any. `parts` null: the gateway's settings are not complete, so
 * nothing can be asked of it.
 */
export function withFollowUp(
  state: PaymentState,
  changes: readonly PaymentChange[],
  parts: FollowUpParts | null,
): { changes: readonly PaymentChange[]; follow: FollowUp | null } {
  const after = applyChanges(state, changes);
  const wanted = parts && (releaseOf(state, after) ?? autoCaptureOf(state, after, parts));
  if (!parts || !wanted) return { changes, follow: null };
  const decided = decideOperation(after, { ...wanted, ...parts });
  // Refused where the balance says that somebody was faster.
  if (!decided.ok || decided.value.value.kind !== "begun") return { changes, follow: null };
  const { transaction, call, after: last } = decided.value.value;
  return {
    changes: [...changes, ...decided.value.changes],
    // The order's version rises once, however many changes are written together.
    follow: {
      transaction,
      call,
      after: { ...last, order: { ...last.order, version: after.order.version } },
    },
  };
}

/** Money that was approved and that nobody waits for: the shopper had begun anew, or the order was cancelled. */
function releaseOf(before: PaymentState, after: PaymentState): OperationRequest | null {
  const approved = after.transactions.find(
    (each) =>
      each.kind === "authorization" &&
      each.status === "succeeded" &&
      isNew(before, each) &&
      (!each.live || after.order.status === "cancelled"),
  );
  if (!approved) return null;
  const captured = after.transactions.find(
    (each) => each.kind === "capture" && each.parentId === approved.id,
  );
  const given = { amountMinor: null, idempotencyKey: `release:${approved.id}` };
  return captured
    ? { kind: "refund", parentId: captured.id, ...given }
    : { kind: "void", parentId: approved.id, ...given };
}

const isNew = (before: PaymentState, { id }: StoredTransaction): boolean =>
  before.transactions.find((each) => each.id === id)?.status !== "succeeded";

/**
 * The payment method takes the money at once when its order is placed, up to an amount. Never what moves by hand: that it has
 * arrived is for a person to say.
 */
function autoCaptureOf(
  before: PaymentState,
  after: PaymentState,
  { capabilities }: FollowUpParts,
): OperationRequest | null {
  if (capabilities.byHand) return null;
  const { order } = after;
  if (order.status !== "placed" || before.order.status === "placed") return null;
  const method = after.methods.find((each) => each.id === order.paymentMethodId);
  const authorization = liveAttemptOf(after);
  if (!method?.autoCapture || authorization?.status !== "succeeded") return null;
  const { autoCaptureMaxMinor } = method;
  if (autoCaptureMaxMinor !== null && order.totalMinor > autoCaptureMaxMinor) return null;
  return {
    kind: "capture",
    parentId: authorization.id,
    amountMinor: null,
    idempotencyKey: `auto-capture:${authorization.id}`,
  };
}
