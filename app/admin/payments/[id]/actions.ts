"use server";

import { refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { approveAndCapture } from "@/lib/payments/approve-and-capture";
import { approveOrder } from "@/lib/payments/approve-order";
import { capturePayment } from "@/lib/payments/capture-payment";
import { recheckPayment } from "@/lib/payments/recheck-payment";
import { resolveByHand } from "@/lib/payments/resolve-by-hand";
import { voidPayment } from "@/lib/payments/void-payment";
import { askRefund } from "@/lib/refunds/ask-refund";
import { cancelPaid } from "@/lib/refunds/cancel-paid";
import { err, ok } from "@/lib/result";
import { saidOf } from "../operation-words";
import { amountIn, moneyOf, onPayment, refusalOn, textIn } from "../payment-form";

const about = (number: number) => ` for order ${number}`;

export async function captureAction(previous: FormState, form: FormData): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, state, nonce: idempotencyKey }) => {
    const amount = amountIn(form, state.order.currency);
    if (!amount.ok) return amount;
    const captured = await capturePayment(deps, {
      ...{ orderId: state.order.id, authorizationId: textIn(form, "authorization") },
      ...{ amountMinor: amount.value, idempotencyKey },
    });
    return captured.ok
      ? saidOf([captured.value], about(state.order.number))
      : refusalOn(captured.error);
  });
}

export async function letGoAction(previous: FormState, form: FormData): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, state, nonce: idempotencyKey }) => {
    const given = { orderId: state.order.id, authorizationId: textIn(form, "authorization") };
    const voided = await voidPayment(deps, { ...given, idempotencyKey });
    return voided.ok ? saidOf([voided.value], about(state.order.number)) : refusalOn(voided.error);
  });
}

export async function refundAction(previous: FormState, form: FormData): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, merchant, state, paymentId, nonce }) => {
    const amount = amountIn(form, state.order.currency);
    if (!amount.ok) return amount;
    const given = { sourceId: paymentId, amountMinor: amount.value, idempotencyKey: nonce };
    const asked = await askRefund(deps, merchant, { ...given, reason: textIn(form, "reason") });
    if (!asked.ok) return refusalOn(asked.error);
    if (asked.value.kind === "asked") {
      return saidOf(asked.value.refunds, about(state.order.number));
    }
    return ok({ message: `The refund of ${moneyOf(asked.value)} waits for a second person` });
  });
}

export async function approveAction(previous: FormState, form: FormData): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, state }) => {
    const approved = await approveOrder(deps, { orderId: state.order.id });
    return approved.ok
      ? ok({ message: `Order ${state.order.number} approved` })
      : refusalOn(approved.error);
  });
}

export async function approveAndCaptureAction(
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, state, nonce: idempotencyKey }) => {
    const captured = await approveAndCapture(deps, { orderId: state.order.id, idempotencyKey });
    return captured.ok
      ? saidOf([captured.value], about(state.order.number))
      : refusalOn(captured.error);
  });
}

export async function cancelAction(previous: FormState, form: FormData): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, state }) => {
    const cancelled = await cancelPaid(deps, { orderId: state.order.id });
    if (cancelled.ok) return ok({ message: `Order ${state.order.number} cancelled` });
    if (cancelled.error.code !== "second_person_needed") return refusalOn(cancelled.error);
    const text =
      "More was captured than one person may give back. Refund it instead: another person approves that, and a whole refund cancels the order.";
    return err(refused("Nothing was changed", { field: null, text }));
  });
}

export async function recheckAction(previous: FormState, form: FormData): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, paymentId }) => {
    const asked = await recheckPayment(deps, { sourceId: paymentId });
    if (!asked.ok) return refusalOn(asked.error);
    return ok({
      message: asked.value.hasChanged
        ? "The gateway was asked: what has changed is in the timeline"
        : "The gateway was asked: nothing has changed",
    });
  });
}

export async function resolveAction(previous: FormState, form: FormData): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, state }) => {
    const given = { orderId: state.order.id, transactionId: textIn(form, "transaction") };
    const resolved = await resolveByHand(deps, { ...given, note: textIn(form, "note") });
    return resolved.ok
      ? saidOf([resolved.value], about(state.order.number))
      : refusalOn(resolved.error);
  });
}
