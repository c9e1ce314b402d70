import type { UseCaseError } from "../errors";
import type { JsonObject } from "../json";
import { capturePayment } from "../payments/capture-payment";
import { forwardTransaction } from "../payments/forward-transaction";
import { refundPayment } from "../payments/refund-payment";
import type { PaymentState } from "../payments/store";
import type { TransactionKind } from "../payments/transaction";
import { voidPayment } from "../payments/void-payment";
import { err, ok, type Result } from "../result";
import { accessDenied, attributeError, recordNotFound } from "./api-error";
import { findOrderOf } from "./order-of-row";
import { firstRefusal, rehearsalOf } from "./rehearsal";
import type { ActionResult, ApiContext } from "./resource";
import { clientTextsOf, saveTexts } from "./text-store";

export type TransactionInput = {
  attributes: {
    succeeded?: boolean | null;
    reference?: string | null;
    reference_origin?: string | null;
    metadata?: JsonObject | null;
    _forward?: boolean | null;
    _capture?: boolean | null;
    _capture_amount_cents?: number | null;
    _refund?: boolean | null;
    _refund_amount_cents?: number | null;
    _void?: boolean | null;
    _cancel?: boolean | null;
  };
};

type Attributes = TransactionInput["attributes"];
type Run = () => Promise<Result<unknown, UseCaseError>>;

/**
 * Values first, then the actions; refused before any of them, unless only its provider could tell. Transactions are the merchant's: what moves money is never a
 * browser's to ask for.
 */
export async function updateTransaction(
  row: { kind: TransactionKind; id: string },
  { attributes }: TransactionInput,
  context: ApiContext,
): ActionResult {
  const { kind, id } = row;
  const { deps, caller } = context;
  if (caller.kind !== "integration") {
    const denied = accessDenied("A transaction is changed by integrations only.");
    return err({ code: "refused", errors: [denied] });
  }
  const orderId = await findOrderOf("transactions", id);
  const state = orderId === null ? null : await deps.payments.find({ orderId });
  const transaction = state?.transactions.find((each) => each.id === id && each.kind === kind);
  if (!state || !transaction) return err({ code: "refused", errors: [recordNotFound(id)] });
  if (attributes.succeeded === false && transaction.status === "succeeded") {
    const error = attributeError("succeeded", "a transaction that succeeded stays so", "settled");
    return err({ code: "refused", errors: [error] });
  }
  const alone = amountAlone(attributes);
  if (alone) return err({ code: "refused", errors: [alone] });
  const texts = clientTextsOf(attributes);
  const runs = actionsOf({ kind, id, state }, attributes, context);
  if (runs.length + (texts ? 1 : 0) > 1) {
    const rehearsal = rehearsalOf({ editable: null, payable: state }, deps);
    const on = { ...context, deps: rehearsal.deps };
    const refusal = await firstRefusal(rehearsal, actionsOf({ kind, id, state }, attributes, on));
    if (refusal) return err(refusal);
  }
  if (texts) {
    const type = `${kind}s`;
    await saveTexts({ table: "transactions", type, id }, texts, {
      ...{ by: deps.by, now: deps.clock.now() },
    });
  }
  for (const run of runs) {
    const done = await run();
    if (!done.ok) return done;
  }
  return ok({ id });
}

/** An amount moves no money by itself; that nothing was done must not look like success. */
function amountAlone(given: Attributes) {
  for (const action of ["_capture", "_refund"] as const) {
    const amount = `${action}_amount_cents` as const;
    if (given[amount] != null && !given[action]) {
      return attributeError(amount, `needs ${action}: true beside it`, "without_action");
    }
  }
  return null;
}

/** In the order in which they run when a body names several. */
function actionsOf(
  of: { kind: TransactionKind; id: string; state: PaymentState },
  given: Attributes,
  { deps, idempotencyKey: key }: ApiContext,
): Run[] {
  const { kind, id, state } = of;
  const orderId = state.order.id;
  const keyed = (name: string) => ({ idempotencyKey: key === null ? null : `${key}:${name}` });
  const voided = (name: string) => () =>
    voidPayment(deps, { orderId, authorizationId: id, ...keyed(name) });
  const refunded = (name: string, amountMinor: number | null) => () =>
    refundPayment(deps, { orderId, captureId: id, amountMinor, ...keyed(name) });
  const isOpen = state.order.status === "draft" || state.order.status === "pending";
  const cancelled = (run: Run): Run =>
    isOpen ? run : async () => illegalCancel(state.order.status);
  const captured: Run = () =>
    capturePayment(deps, {
      ...{ orderId, authorizationId: id, amountMinor: given._capture_amount_cents ?? null },
      ...keyed("_capture"),
    });
  return [
    ...(given._forward || given.succeeded
      ? [() => forwardTransaction(deps, { orderId, transactionId: id })]
      : []),
    ...(kind === "authorization" && given._capture ? [captured] : []),
    ...(kind === "authorization" && given._void ? [voided("_void")] : []),
    ...(kind === "authorization" && given._cancel ? [cancelled(voided("_cancel"))] : []),
    ...(kind === "capture" && given._refund
      ? [refunded("_refund", given._refund_amount_cents ?? null)]
      : []),
    ...(kind === "capture" && given._cancel ? [cancelled(refunded("_cancel", null))] : []),
  ];
}

/** Only while its order is open; a placed one is cancelled as a whole. */
const illegalCancel = (from: string) =>
  err({ code: "illegal_transition", from, to: "cancelled payment" } as const);
