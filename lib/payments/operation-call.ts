import type { Deps } from "../deps";
import type { ProviderReference } from "../ids";
import type { JsonObject } from "../json";
import type { OperationInput, ProviderAnswer } from "../providers/provider";
import { err } from "../result";
import { documentOfCall } from "./call-document";
import type { OperationKind } from "./decide-operation";
import { authorizationOf, sourceOf } from "./deciding";
import type { Door } from "./provider-door";
import type { PaymentState, ProviderCallRow, StoredTransaction } from "./store";

/**
 * One capture, void or refund at the provider, under the id of its call. Built from stored values alone, so that a
 * repetition says the same, byte for byte.
 */
export async function callOperation(
  deps: Deps,
  from: { state: PaymentState; transaction: StoredTransaction; call: ProviderCallRow; door: Door },
): Promise<ProviderAnswer> {
  const { state, transaction, call, door } = from;
  const { provider } = door;
  const source = sourceOf(state, transaction.sourceId);
  const parent = state.transactions.find((each) => each.id === transaction.parentId);
  const payment = paymentReferenceOf(state, transaction);
  if (!parent || !source || !payment) {
    const detail = "There is no payment at the provider to act on.";
    return err({ code: "provider_rejected_request", detail });
  }
  const told = await documentOfCall(deps, { door, source, call });
  const input: OperationInput = {
    payment,
    amount: transaction.amount,
    ourReference: ourReferenceOf(state, transaction),
    operationReference: operationReferenceOf(state, transaction),
    document: told && documentOf(told, { transaction, parent }),
  };
  switch (kindOf(transaction)) {
    case "capture":
      return provider.capture(door.call(call.id), input);
    case "void":
      return provider.void(door.call(call.id), input);
    case "refund":
      return provider.refund(door.call(call.id), input);
  }
}

function kindOf({ kind }: StoredTransaction): OperationKind {
  if (kind === "authorization") throw new Error("An authorization acts on nothing.");
  return kind;
}

/** The provider carries the authorization's reference through all that follows from it. */
export const ourReferenceOf = (state: PaymentState, transaction: StoredTransaction): string =>
  authorizationOf(state, transaction)?.ourReference ?? "";

/** The payment at the provider that a transaction belongs to; null while the provider has not named it. */
export const paymentReferenceOf = (
  state: PaymentState,
  transaction: StoredTransaction,
): ProviderReference | null => authorizationOf(state, transaction)?.paymentReference ?? null;

/** What one capture, void or refund is called by us at the provider: told apart from others of the same amount. */
export const operationReferenceOf = (state: PaymentState, transaction: StoredTransaction): string =>
  `${ourReferenceOf(state, transaction)}-${transaction.id}`;

/** The transaction acted on, as documented for external gateways: `authorizations` to capture or void, `captures` to refund. */
function documentOf(
  source: JsonObject,
  of: { transaction: StoredTransaction; parent: StoredTransaction },
): JsonObject {
  const { transaction, parent } = of;
  const { amountMinor } = transaction.amount;
  const included = Array.isArray(source.included) ? source.included : [];
  return {
    data: {
      id: parent.id,
      type: `${parent.kind}s`,
      attributes: {
        currency_code: parent.amount.currency,
        amount_cents: parent.amount.amountMinor,
        succeeded: true,
        token: parent.reference,
        gateway_transaction_id: parent.reference,
        ...(transaction.kind === "capture" ? { capture_amount_cents: amountMinor } : {}),
        ...(transaction.kind === "refund" ? { refund_amount_cents: amountMinor } : {}),
      },
    },
    included: [...(source.data === undefined ? [] : [source.data]), ...included],
  };
}
