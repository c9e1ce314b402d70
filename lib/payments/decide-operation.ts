import { unreachable } from "../assert";
import { invalid, notFound, type UseCaseError } from "../errors";
import type { TransactionId } from "../ids";
import type { AmountRefusal, Capabilities } from "../providers/provider";
import { err, ok } from "../result";
import { applyChanges } from "./apply-changes";
import { capturableMinor, refundableMinor, voidableMinor } from "./balances";
import { nextCheckAt } from "./check-schedule";
import { requestHashOf } from "./decide-attempt";
import { eventOf, sourceOf } from "./deciding";
import type { Decision, PaymentState, ProviderCallRow, StoredTransaction } from "./store";

export type OperationKind = "capture" | "void" | "refund";

export type OperationRequest = {
  kind: OperationKind;
  /** What is acted on: the authorization of a capture or a void, the capture of a refund. */
  parentId: string;
  /** Minor units of the order's currency; null: all that is left. A void is always whole. */
  amountMinor: number | null;
  /** The same key for one order is one operation, however often it is asked for. */
  idempotencyKey: string | null;
  /** Why, in the words of whoever asks; stands in the history. */
  note?: string | null;
};

export type OperationInput = OperationRequest & {
  capabilities: Capabilities;
  /** What the provider says of such an amount, its minimum aside. */
  refuseAmount: (amount: StoredTransaction["amount"]) => AmountRefusal | null;
  /** Made beforehand, so that deciding anew makes no others. */
  id: string;
  callId: string;
  now: Date;
};

export type Operation =
  | { kind: "begun"; transaction: StoredTransaction; call: ProviderCallRow; after: PaymentState }
  /** Asked for before under the same key: nothing was written. */
  | { kind: "repeated"; transaction: StoredTransaction };

/**
 * Writes the `requested` row of a capture, void or refund and the row of its call, or says why not. The balance is read
 * and spent in one database transaction, before the provider hears of it.
 */
export function decideOperation(
  state: PaymentState,
  input: OperationInput,
): Decision<Operation, UseCaseError> {
  const repeated = findRepeated(state, input);
  if (repeated) return isSameRequest(repeated, input) ? again(repeated) : conflict();
  const parent = state.transactions.find((each) => each.id === input.parentId);
  if (!parent || parent.kind !== PARENT_KINDS[input.kind]) {
    return err(notFound(`${PARENT_KINDS[input.kind]}s`, input.parentId));
  }
  const availableMinor = availableOf(state, parent, input);
  const amountMinor = input.amountMinor ?? availableMinor;
  const refused = refuse({ state, parent, input, amountMinor, availableMinor });
  return refused ? err(refused) : begin(state, { parent, input, amountMinor });
}

const PARENT_KINDS = {
  capture: "authorization",
  void: "authorization",
  refund: "capture",
} as const satisfies Record<OperationKind, StoredTransaction["kind"]>;

const again = (transaction: StoredTransaction): Decision<Operation, never> =>
  ok({ changes: [], value: { kind: "repeated", transaction } });
const conflict = () => err({ code: "idempotency_conflict" } as const);

const findRepeated = (state: PaymentState, { idempotencyKey }: OperationRequest) =>
  idempotencyKey === null
    ? undefined
    : state.transactions.find((each) => each.idempotencyKey === idempotencyKey);

/** "All that is left" is the same request, whatever it came to. */
const isSameRequest = (first: StoredTransaction, input: OperationRequest): boolean =>
  first.kind === input.kind &&
  first.parentId === input.parentId &&
  (input.amountMinor === null || input.amountMinor === first.amount.amountMinor);

function availableOf(state: PaymentState, parent: StoredTransaction, input: OperationInput) {
  switch (input.kind) {
    case "capture":
      return capturableMinor(state.transactions, parent, {
        several: input.capabilities.multipleCaptures,
      });
    case "void":
      return voidableMinor(state.transactions, parent);
    case "refund":
      return refundableMinor(state.transactions, parent);
    default:
      return unreachable(input.kind);
  }
}

type Asked = {
  state: PaymentState;
  parent: StoredTransaction;
  input: OperationInput;
  amountMinor: number;
  availableMinor: number;
};

function refuse({ parent, input, amountMinor, availableMinor }: Asked): UseCaseError | null {
  const { currency } = parent.amount;
  if (input.amountMinor !== null && !(Number.isSafeInteger(amountMinor) && amountMinor > 0)) {
    return invalid("amount_cents", "Give an amount above zero, in the currency's minor units.");
  }
  if (parent.status !== "succeeded") {
    return { code: "illegal_transition", from: parent.status, to: input.kind };
  }
  if (availableMinor === 0 || amountMinor > availableMinor) {
    return {
      code: "amount_exceeds_balance",
      requested: { amountMinor, currency },
      available: { amountMinor: availableMinor, currency },
    };
  }
  const missing = missingCapability(input, amountMinor, parent);
  if (missing) return { code: "capability_missing", capability: missing };
  const refusal = input.refuseAmount({ amountMinor, currency });
  return refusal?.code === "amount_off_grain" ? { code: "amount_refused", refusal } : null;
}

/** Less than the whole, where the provider takes the whole only. */
function missingCapability(
  { kind, capabilities }: OperationInput,
  amountMinor: number,
  parent: StoredTransaction,
): keyof Capabilities | null {
  if (amountMinor === parent.amount.amountMinor) return null;
  switch (kind) {
    case "capture":
      return capabilities.partialCapture ? null : "partialCapture";
    case "refund":
      return capabilities.partialRefund ? null : "partialRefund";
    case "void":
      return null;
    default:
      return unreachable(kind);
  }
}

function begin(
  state: PaymentState,
  from: { parent: StoredTransaction; input: OperationInput; amountMinor: number },
): Decision<Operation, UseCaseError> {
  const { input, amountMinor } = from;
  const source = sourceOf(state, from.parent.sourceId);
  if (!source) return err(notFound("payment_sources", from.parent.sourceId));
  const transaction = newOperation(from);
  const call: ProviderCallRow = {
    id: input.callId,
    transactionId: transaction.id,
    operation: input.kind,
    requestHash: requestHashOf(source, transaction),
    startedAt: input.now,
    document: null,
  };
  const changes = [
    { kind: "transaction_created", transaction } as const,
    { kind: "call_started", call } as const,
    eventOf(
      `${input.kind}.requested`,
      { type: `${input.kind}s`, id: transaction.id },
      state.order.id,
      {
        status: [null, "requested"],
        amount_cents: amountMinor,
        currency_code: transaction.amount.currency,
        ...(input.note ? { note: input.note } : {}),
      },
    ),
  ];
  const after = applyChanges(state, changes);
  return ok({ changes, value: { kind: "begun", transaction, call, after } });
}

function newOperation(from: {
  parent: StoredTransaction;
  input: OperationInput;
  amountMinor: number;
}): StoredTransaction {
  const { parent, input, amountMinor } = from;
  return {
    id: input.id as TransactionId,
    orderId: parent.orderId,
    sourceId: parent.sourceId,
    gatewayId: parent.gatewayId,
    kind: input.kind,
    status: "requested",
    amount: { amountMinor, currency: parent.amount.currency },
    attempt: null,
    ourReference: null,
    parentId: parent.id,
    paymentReference: null,
    reference: null,
    decline: null,
    action: null,
    idempotencyKey: input.idempotencyKey,
    live: false,
    places: false,
    requestedAt: input.now,
    settledAt: null,
    origin: "kassa",
    detail: null,
    supersededAt: null,
    checksCount: 0,
    nextCheckAt: nextCheckAt(input.now, input.now),
  };
}
