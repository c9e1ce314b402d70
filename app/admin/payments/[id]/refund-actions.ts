"use server";

import { type Refused, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { type AnswerError, approveRefund, declineRefund } from "@/lib/refunds/answer-refund";
import { err, ok } from "@/lib/result";
import { saidOf } from "../operation-words";
import { onPayment, refusalOn, textIn } from "../payment-form";

const OWN: Refused = refused("Nothing was changed", {
  field: null,
  text: "You asked for this refund yourself. Another owner or operator of the shop has to answer it.",
});

const refusal = (error: AnswerError) =>
  error.code === "own_request" ? err(OWN) : refusalOn(error);

export async function approveRefundAction(previous: FormState, form: FormData): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, merchant, state }) => {
    const approved = await approveRefund(deps, merchant, { requestId: textIn(form, "request") });
    return approved.ok
      ? saidOf(approved.value, ` for order ${state.order.number}`)
      : refusal(approved.error);
  });
}

export async function declineRefundAction(previous: FormState, form: FormData): Promise<FormState> {
  return onPayment(previous, form, async ({ deps, merchant }) => {
    const given = { requestId: textIn(form, "request"), note: textIn(form, "note") };
    const declined = await declineRefund(deps, merchant, given);
    return declined.ok
      ? ok({ message: "The refund was turned down: nothing was given back" })
      : refusal(declined.error);
  });
}
