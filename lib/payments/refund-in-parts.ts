import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { refundableMinor } from "./balances";
import { refundPayment } from "./refund-payment";
import type { StoredTransaction } from "./store";

export type RefundInParts = {
  sourceId: string;
  /** Minor units; null: all that is left. */
  amountMinor: number | null;
  /** Of the whole: each of its parts has a key of its own that follows from it. */
  idempotencyKey: string;
  note?: string | null;
};

/**
 * Gives back an amount of one payment, from its captures in the order in which they were taken. Answers the refunds as they
 * stand. Safe to repeat with the same key: what was asked for under it is answered, and only what is missing is asked for.
 */
export async function refundInParts(
  deps: Deps,
  input: RefundInParts,
): Promise<Result<readonly StoredTransaction[], UseCaseError>> {
  const state = await deps.payments.find({ sourceId: input.sourceId });
  if (!state) return err(notFound("payment_sources", input.sourceId));
  const planned = partsOf(state.transactions, input);
  if (!planned.ok) return planned;
  const refunds = [...planned.value.asked];
  for (const { captureId, amountMinor } of planned.value.parts) {
    const refund = await refundPayment(deps, {
      ...{ orderId: state.order.id, captureId, amountMinor, note: input.note ?? null },
      idempotencyKey: partKey(input.idempotencyKey, captureId),
    });
    if (!refund.ok) return refund;
    refunds.push(refund.value);
  }
  return ok(refunds);
}

const partKey = (key: string, captureId: string): string => `${key}:${captureId}`;

export type RefundPlan = {
  /** Asked for before, under the same key. */
  asked: readonly StoredTransaction[];
  parts: readonly { captureId: string; amountMinor: number }[];
};

/** How much of which capture is given back, or why not. */
export function partsOf(
  transactions: readonly StoredTransaction[],
  input: Pick<RefundInParts, "sourceId" | "amountMinor" | "idempotencyKey">,
): Result<RefundPlan, UseCaseError> {
  const own = transactions.filter(({ sourceId }) => sourceId === input.sourceId);
  const captures = own.filter(({ kind, status }) => kind === "capture" && status === "succeeded");
  const keys = new Set(captures.map(({ id }) => partKey(input.idempotencyKey, id)));
  const asked = own.filter(({ idempotencyKey: key }) => key !== null && keys.has(key));
  const [first] = captures;
  if (!first) return err({ code: "illegal_transition", from: "unpaid", to: "refunded" });
  const askedMinor = asked.reduce((sum, { amount }) => sum + amount.amountMinor, 0);
  const left = captures.map((each) => ({ each, minor: refundableMinor(transactions, each) }));
  const availableMinor = left.reduce((sum, { minor }) => sum + minor, 0);
  if (input.amountMinor === null && asked.length > 0) return ok({ asked, parts: [] });
  const wantedMinor = (input.amountMinor ?? availableMinor) - askedMinor;
  if (wantedMinor < 0) return err({ code: "idempotency_conflict" });
  if (wantedMinor > availableMinor || (wantedMinor === 0 && asked.length === 0)) {
    const { currency } = first.amount;
    return err({
      code: "amount_exceeds_balance",
      requested: { amountMinor: wantedMinor, currency },
      available: { amountMinor: availableMinor, currency },
    });
  }
  return ok({ asked, parts: spread(left, wantedMinor) });
}

function spread(left: readonly { each: StoredTransaction; minor: number }[], wantedMinor: number) {
  const parts: { captureId: string; amountMinor: number }[] = [];
  let restMinor = wantedMinor;
  for (const { each, minor } of left) {
    const amountMinor = Math.min(minor, restMinor);
    if (amountMinor > 0) parts.push({ captureId: each.id, amountMinor });
    restMinor -= amountMinor;
  }
  return parts;
}
