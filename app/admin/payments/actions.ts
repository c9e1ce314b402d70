"use server";

import { adminAction, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { type ChosenCapture, captureChosen as captureAll } from "@/lib/payments/capture-chosen";
import { err, ok } from "@/lib/result";
import { refusalOf } from "../refusal-words";
import { saidOf } from "./operation-words";
import { moneyOf, textIn } from "./payment-form";

/**
 * Captures the payments that were chosen in the list (`payments`, one field each, and a `nonce`): each by itself, and the
 * answer names every one that was not captured, and why.
 */
export async function captureChosen(previous: FormState, form: FormData): Promise<FormState> {
  const permission = "operate";
  return adminAction(previous, { path: "/admin/payments", permission }, async ({ deps }) => {
    const paymentIds = form.getAll("payments").filter((id) => typeof id === "string");
    const idempotencyKey = textIn(form, "nonce");
    if (!/^[\w-]{8,64}$/.test(idempotencyKey)) return err(STRANGE);
    const captured = await captureAll(deps, { paymentIds, idempotencyKey });
    if (!captured.ok) return err(refusalOf(captured.error));
    const told = captured.value.map(problemOf);
    const failed = told.flatMap(({ problem }) => (problem === null ? [] : [problem]));
    const done = told.length - failed.length;
    const message = done === 1 ? "1 payment captured" : `${done} payments captured`;
    if (failed.length === 0) return ok({ message: message + sumOf(captured.value) });
    const problems = failed.map((text) => ({ field: null, text }));
    return err(refused(`${message}, ${failed.length} not`, ...problems));
  });
}

const STRANGE = refused("Nothing was changed", {
  field: null,
  text: "The form was not complete. Open the list anew and try again.",
});

function problemOf({ order, result }: ChosenCapture): { problem: string | null } {
  const name = order === null ? "A payment" : `Order ${order.number}`;
  if (!result.ok) {
    const [problem] = refusalOf(result.error).problems;
    return { problem: `${name}: ${problem?.text ?? "it was refused"}` };
  }
  const said = saidOf([result.value]);
  if (said.ok) return { problem: null };
  return { problem: `${name}: ${said.error.problems[0]?.text ?? said.error.title}` };
}

/** One currency is told by its sum; several are never added together. */
function sumOf(captures: readonly ChosenCapture[]): string {
  const amounts = captures.flatMap(({ result }) => (result.ok ? [result.value.amount] : []));
  const [first] = amounts;
  if (!first || amounts.some(({ currency }) => currency !== first.currency)) return "";
  const amountMinor = amounts.reduce((sum, each) => sum + each.amountMinor, 0);
  return `: ${moneyOf({ amountMinor, currency: first.currency })}`;
}
