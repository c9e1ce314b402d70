"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { isSameOrigin } from "@/lib/actions/same-origin";
import type { Merchant } from "@/lib/auth/merchant";
import { requireMerchant } from "@/lib/auth/session";
import type { UseCaseError } from "@/lib/errors";
import { parts } from "@/lib/parts";
import { giveAttention, resolveAttention, takeAttention } from "@/lib/payments/attend";
import { mayAttend } from "@/lib/payments/attention-queries";
import { type AttentionFilter, DUTIES } from "@/lib/payments/attention-view";
import { giveDuty } from "@/lib/payments/give-duty";
import type { Result } from "@/lib/result";
import { LIST, readFilter } from "./attention-address";
import { isProblem, listPath, type Notice } from "./notices";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

const itemIn = (form: FormData) => ({ id: textOf(form, "item"), orderId: textOf(form, "order") });

/** What was looked at when the form was sent. */
const filterIn = (form: FormData): AttentionFilter =>
  readFilter({ show: textOf(form, "show"), kind: textOf(form, "kind") });

/** The session is checked at each press, and the role where the item is changed. */
async function begin(
  form: FormData,
): Promise<{ merchant: Merchant; deps: Awaited<ReturnType<typeof parts>> }> {
  if (!isSameOrigin(await headers())) redirect(listPath(filterIn(form), { notice: "refused" }));
  const merchant = await requireMerchant(LIST);
  return { merchant, deps: await parts({ kind: "user", id: merchant.id }) };
}

/** The form goes back to the list, which says what became of it: so it works without JavaScript. */
function end(form: FormData, result: Result<null, UseCaseError>, done: Notice): never {
  const filter = filterIn(form);
  revalidatePath("/admin", "layout");
  if (result.ok) redirect(listPath(filter, { notice: done }));
  const { error } = result;
  if (error.code === "invalid_input") {
    const problem = error.issues[0]?.message ?? "";
    const { id: item } = itemIn(form);
    redirect(listPath(filter, { item, problem: isProblem(problem) ? problem : "missing" }));
  }
  redirect(listPath(filter, { notice: error.code === "forbidden" ? "forbidden" : "gone" }));
}

export async function takeAction(form: FormData): Promise<void> {
  const { merchant, deps } = await begin(form);
  end(form, await takeAttention(deps, merchant, itemIn(form)), "taken");
}

export async function giveAction(form: FormData): Promise<void> {
  const { merchant, deps } = await begin(form);
  const ownerId = textOf(form, "owner");
  if (!(await mayAttend(merchant, ownerId))) {
    redirect(listPath(filterIn(form), { notice: "nobody" }));
  }
  const given = await giveAttention(deps, merchant, { ...itemIn(form), ownerId });
  end(form, given, ownerId === merchant.id ? "taken" : "given");
}

export async function resolveAction(form: FormData): Promise<void> {
  const { merchant, deps } = await begin(form);
  const note = textOf(form, "note");
  end(form, await resolveAttention(deps, merchant, { ...itemIn(form), note }), "resolved");
}

/** What waits beside the list: taken by whoever presses, where no other person is named. */
export async function dutyAction(form: FormData): Promise<void> {
  const { merchant, deps } = await begin(form);
  const duty = DUTIES.find((each) => each === textOf(form, "duty"));
  const ownerId = textOf(form, "owner") || merchant.id;
  const filter = filterIn(form);
  if (duty === undefined) redirect(listPath(filter, { notice: "gone" }));
  const given = await giveDuty(deps, merchant, { duty, ownerId });
  if (!given.ok && given.error.code === "not_found") {
    redirect(listPath(filter, { notice: "nobody" }));
  }
  end(form, given, ownerId === merchant.id ? "taken" : "given");
}
