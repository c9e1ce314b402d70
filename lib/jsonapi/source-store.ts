import "server-only";
import { prisma } from "../db/client";
import type { PaymentSourceType } from "../gateway-types";
import { isEditable } from "../orders/order-status";
import { chooseSource } from "../payments/choose-source";
import { liveAttemptOf } from "../payments/deciding";
import { err, ok } from "../result";
import { recordLocked, recordNotFound } from "./api-error";
import type { ActionResult, ApiContext } from "./resource";

/**
 * DELETE of a payment source: it is the order's no more, and served no more. What was asked for by it stays in the books, so
 * the row is kept. Not while it holds money or may come to; an attempt that waits for the shopper is ended.
 */
export async function removeSource(
  source: { type: PaymentSourceType; id: string },
  { deps }: ApiContext,
): ActionResult {
  const { id, type } = source;
  const missing = err({ code: "refused" as const, errors: [recordNotFound(id)] });
  const locked = (reason: string) =>
    err({ code: "refused" as const, errors: [recordLocked(id, reason)] });
  const state = await deps.payments.find({ sourceId: id });
  if (!state?.sources.some((each) => each.id === id && each.type === type)) return missing;
  const { order } = state;
  if (!isEditable(order.status)) return locked(`Its order is ${order.status}.`);
  const isLive = liveAttemptOf(state)?.sourceId === id;
  if (isLive || order.paymentSourceId === id) {
    const left = await chooseSource(deps, { orderId: order.id, sourceId: null });
    if (!left.ok) {
      const { code } = left.error;
      const isHeld = code === "order_not_editable" || code === "attempt_running";
      return isHeld ? locked("It holds money, or may come to.") : left;
    }
  }
  const now = deps.clock.now();
  const { by } = deps;
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    WITH removed AS (UPDATE payment_sources SET removed_at = ${now}, updated_at = ${now}
      WHERE id = ${id} AND removed_at IS NULL RETURNING id, order_id),
    told AS (INSERT INTO events (occurred_at, name, resource_type, resource_id, order_id, actor_kind,
        actor_id, trace_id, changes)
      SELECT ${now}, 'payment_source.removed', ${type}, id, order_id, ${by.kind}, ${by.id},
        ${by.traceId}, '{}'::jsonb FROM removed RETURNING 1)
    SELECT id FROM removed`;
  return rows.length === 1 ? ok({ id }) : missing;
}
