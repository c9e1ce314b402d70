import type { Merchant } from "../auth/merchant";
import { isAllowed } from "../auth/permissions";
import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { noteOf } from "../payments/note";
import { refundInParts } from "../payments/refund-in-parts";
import type { StoredTransaction } from "../payments/store";
import { err, ok, type Result } from "../result";
import { type RefundRequest, refundKeyOf } from "./refund-request";
import { decideRefundRequest, endRefundRequest, findRefundRequest } from "./refund-request-store";

export type AnswerError = UseCaseError | { code: "own_request" };

/**
 * A second person says yes: the same refund as any other follows, by a key of the request's own. Should that be interrupted,
 * the same again carries it out, once. Whoever asked is refused, by the store too.
 */
export async function approveRefund(
  deps: Deps,
  merchant: Merchant,
  input: { requestId: string },
): Promise<Result<readonly StoredTransaction[], AnswerError>> {
  const found = await toAnswer(merchant, input.requestId);
  if (!found.ok) return found;
  const request = found.value;
  const told = { by: deps.by, now: deps.clock.now(), changes: {} };
  if (request.status === "waiting") {
    const { id } = request;
    const decided = { id, status: "approved", by: merchant.id, detail: null } as const;
    const isMine = await decideRefundRequest(decided, { ...told, name: "refund.approved" });
    if (!isMine) return moved(request);
  } else if (request.status !== "approved") return moved(request);
  const { id, sourceId, amountMinor, reason: note } = request;
  const given = { sourceId, amountMinor, note, idempotencyKey: refundKeyOf(id) };
  const refunds = await refundInParts(deps, given);
  const end = { ...told, now: deps.clock.now() };
  if (refunds.ok) {
    await endRefundRequest(
      { id, status: "done", detail: null },
      { ...end, name: "refund.carried_out" },
    );
  } else if (!MAY_WORK_LATER.has(refunds.error.code)) {
    const { code } = refunds.error;
    await endRefundRequest(
      { id, status: "refused", detail: code },
      { ...end, name: "refund.refused" },
    );
  }
  return refunds;
}

/** Nothing was sent: the yes stands, and can be carried out when the gateway is back. */
const MAY_WORK_LATER: ReadonlySet<UseCaseError["code"]> = new Set([
  "circuit_open",
  "gateway_unavailable",
]);

/** A second person says no, and may say why. */
export async function declineRefund(
  deps: Deps,
  merchant: Merchant,
  input: { requestId: string; note: string },
): Promise<Result<null, AnswerError>> {
  const note = noteOf(input.note, { field: "note", isRequired: false });
  if (!note.ok) return err(note.error);
  const found = await toAnswer(merchant, input.requestId);
  if (!found.ok) return found;
  const { id, status } = found.value;
  if (status !== "waiting") return moved(found.value);
  const isMine = await decideRefundRequest(
    { id, status: "declined", by: merchant.id, detail: note.value || null },
    {
      ...{ by: deps.by, now: deps.clock.now(), name: "refund.turned_down" },
      changes: note.value === "" ? {} : { note: note.value },
    },
  );
  return isMine ? ok(null) : moved(found.value);
}

async function toAnswer(
  merchant: Merchant,
  requestId: string,
): Promise<Result<RefundRequest, AnswerError>> {
  if (!isAllowed(merchant.role, "operate")) return err({ code: "forbidden" });
  const request = await findRefundRequest(requestId);
  if (!request) return err(notFound("refund_requests", requestId));
  return request.askedBy === merchant.id ? err({ code: "own_request" }) : ok(request);
}

const moved = ({ status }: RefundRequest): Result<never, AnswerError> =>
  err({ code: "illegal_transition", from: status, to: "approved" });
