import type { Merchant } from "../auth/merchant";
import { isAllowed } from "../auth/permissions";
import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { noteOf } from "../payments/note";
import { succeededMinor } from "../payments/payment-status";
import { partsOf, refundInParts } from "../payments/refund-in-parts";
import type { StoredTransaction } from "../payments/store";
import { err, ok, type Result } from "../result";
import { findRefundLimit } from "./refund-limit-store";
import { insertRefundRequest } from "./refund-request-store";

export type RefundAsked =
  | { kind: "asked"; refunds: readonly StoredTransaction[] }
  /** Above the limit: it waits for a second person. */
  | { kind: "waits"; requestId: string; amountMinor: number; currency: string };

/**
 * A person of the shop gives back an amount of one payment. Above the limit of its currency, counted with what this payment
 * has given back already, nothing moves: a request is kept for somebody else to answer. `amountMinor` null: all that is left.
 * Safe to repeat with the same key.
 */
export async function askRefund(
  deps: Deps,
  merchant: Merchant,
  input: { sourceId: string; amountMinor: number | null; reason: string; idempotencyKey: string },
): Promise<Result<RefundAsked, UseCaseError>> {
  if (!isAllowed(merchant.role, "operate")) return err({ code: "forbidden" });
  const reason = noteOf(input.reason, { field: "reason", isRequired: false });
  if (!reason.ok) return err(reason.error);
  const { sourceId, idempotencyKey } = input;
  const state = await deps.payments.find({ sourceId });
  if (!state) return err(notFound("payment_sources", sourceId));
  const planned = partsOf(state.transactions, input);
  if (!planned.ok) return planned;
  const { parts, asked } = planned.value;
  const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0);
  const own = state.transactions.filter((each) => each.sourceId === sourceId);
  const { currency, id: orderId } = state.order;
  const limitMinor = asked.length > 0 ? null : await findRefundLimit(currency);
  if (limitMinor === null || succeededMinor(own, "refund") + amountMinor <= limitMinor) {
    const refunds = await refundInParts(deps, { ...input, note: reason.value });
    return refunds.ok ? ok({ kind: "asked", refunds: refunds.value }) : refunds;
  }
  const told = { by: deps.by, now: deps.clock.now(), name: "refund.asked_for" };
  const request = await insertRefundRequest(
    {
      ...{ id: deps.ids.resource(), orderId, sourceId, amountMinor, currency, idempotencyKey },
      ...{ reason: reason.value, status: "waiting", askedBy: merchant.id },
    },
    { ...told, changes: reason.value === "" ? {} : { note: reason.value } },
  );
  return ok({ kind: "waits", requestId: request.id, amountMinor: request.amountMinor, currency });
}
