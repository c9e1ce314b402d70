import { unreachable } from "../assert";
import type { ProviderReference } from "../ids";
import type { ProviderOperation, ProviderOutcome, ProviderPayment } from "../providers/provider";
import { operationReferenceOf } from "./operation-call";
import type { PaymentState, StoredTransaction } from "./store";

/**
 * What a payment, as the provider shows it, says of one capture, void or refund of ours; null where it says nothing
 * certain. Where the provider lists its operations, ours is the one with our transaction's reference; before any answer gave
 * us one, the one that carries our name for it.
 */
export function operationOutcome(
  found: ProviderPayment,
  transaction: StoredTransaction,
  state: PaymentState,
): ProviderOutcome | null {
  const listed = (found.operations ?? []).filter(({ kind }) => kind === transaction.kind);
  const operation = findOurs(listed, transaction, state);
  if (operation) return outcomeOf(operation, found, transaction);
  // Some providers list refunds only; the payment itself then tells of a capture or a void.
  return listed.length > 0 ? null : totalsOutcome(found, transaction, state);
}

function findOurs(
  listed: readonly ProviderOperation[],
  transaction: StoredTransaction,
  state: PaymentState,
): ProviderOperation | undefined {
  const { reference } = transaction;
  if (reference !== null) return listed.find((each) => each.reference === reference);
  const name = operationReferenceOf(state, transaction);
  return listed.find((each) => each.ourReference === name);
}

function outcomeOf(
  operation: ProviderOperation,
  found: ProviderPayment,
  transaction: StoredTransaction,
): ProviderOutcome | null {
  switch (operation.status) {
    case "succeeded":
      return succeeded(found, {
        reference: operation.reference,
        amount: { ...transaction.amount, amountMinor: operation.amountMinor },
      });
    case "declined":
      return {
        kind: "declined",
        reference: found.reference,
        decline: { code: "processing_error", raw: `${operation.kind}_declined` },
        facts: NO_FACTS,
      };
    case "pending":
      return {
        kind: "pending",
        reference: found.reference,
        transactionReference: operation.reference,
        facts: NO_FACTS,
      };
    default:
      return unreachable(operation.status);
  }
}

/** What all of them came to, less what our other transactions account for. */
function totalsOutcome(
  found: ProviderPayment,
  transaction: StoredTransaction,
  state: PaymentState,
): ProviderOutcome | null {
  const { kind, amount } = transaction;
  const ours = { reference: transaction.reference, amount };
  switch (kind) {
    case "void":
      return found.voided ? succeeded(found, ours) : null;
    case "capture": {
      const left = found.capturedMinor - otherMinor(state, transaction);
      return left >= amount.amountMinor ? succeeded(found, ours) : null;
    }
    case "refund": {
      const left = found.refundedMinor - otherMinor(state, transaction);
      return left >= amount.amountMinor ? succeeded(found, ours) : null;
    }
    case "authorization":
      throw new Error("An authorization is the payment itself.");
    default:
      return unreachable(kind);
  }
}

const otherMinor = (state: PaymentState, { id, kind, sourceId }: StoredTransaction): number =>
  state.transactions
    .filter(
      (each) =>
        each.id !== id &&
        each.kind === kind &&
        each.sourceId === sourceId &&
        each.status === "succeeded",
    )
    .reduce((sum, each) => sum + each.amount.amountMinor, 0);

const NO_FACTS = { attributes: {}, instrument: null };

const succeeded = (
  found: ProviderPayment,
  ours: { reference: ProviderReference | null; amount: StoredTransaction["amount"] },
): ProviderOutcome => ({
  kind: "succeeded",
  reference: found.reference,
  transactionReference: ours.reference,
  amount: ours.amount,
  capturedMinor: 0,
  facts: NO_FACTS,
});
