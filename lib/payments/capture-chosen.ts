import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import type { Money } from "../money/money";
import { err, ok, type Result } from "../result";
import { approveAndCapture } from "./approve-and-capture";
import { captureOrder } from "./capture-order";
import { liveAttemptOf } from "./deciding";
import type { StoredTransaction } from "./store";

export const CHOSEN_MAX = 50;
/** So many at once: the gateways have other things to do. */
const AT_ONCE = 5;

export type ChosenCapture = {
  paymentId: string;
  /** Null where there is no such payment. */
  order: { id: string; number: string; total: Money } | null;
  result: Result<StoredTransaction, UseCaseError>;
};

/**
 * Takes all that each of the chosen payments still holds, each by itself: one that is refused stops no other. Orders that
 * wait for approval are approved by it. Safe to repeat with the same key.
 */
export async function captureChosen(
  deps: Deps,
  input: { paymentIds: readonly string[]; idempotencyKey: string },
): Promise<Result<readonly ChosenCapture[], UseCaseError>> {
  const ids = [...new Set(input.paymentIds)];
  if (ids.length === 0) return err(invalid("payments", "Choose at least one payment"));
  if (ids.length > CHOSEN_MAX) {
    return err(invalid("payments", `Choose at most ${CHOSEN_MAX} payments`));
  }
  const captures: ChosenCapture[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE);
    captures.push(
      ...(await Promise.all(some.map((id) => captureOne(deps, id, input.idempotencyKey)))),
    );
  }
  return ok(captures);
}

async function captureOne(deps: Deps, paymentId: string, key: string): Promise<ChosenCapture> {
  const state = await deps.payments.find({ sourceId: paymentId });
  if (!state) {
    return { paymentId, order: null, result: err(notFound("payment_sources", paymentId)) };
  }
  const { id: orderId, number, status, paymentStatus, totalMinor, currency } = state.order;
  const total = { amountMinor: totalMinor, currency };
  const order = { id: orderId, number: String(number), total };
  // The order's live payment is what is captured: it must be the one that was chosen.
  if (liveAttemptOf(state)?.sourceId !== paymentId) {
    const refused = err({ code: "illegal_transition", from: paymentStatus, to: "paid" } as const);
    return { paymentId, order, result: refused };
  }
  const given = { orderId, idempotencyKey: `${key}:${paymentId}` };
  const capture = status === "placed" ? approveAndCapture : captureOrder;
  return { paymentId, order, result: await capture(deps, given) };
}
