"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { isSameOrigin } from "@/lib/actions/same-origin";
import type { Merchant } from "@/lib/auth/merchant";
import { requireMerchant } from "@/lib/auth/session";
import type { UseCaseError } from "@/lib/errors";
import { parts } from "@/lib/parts";
import { resolveAttention, takeAttention } from "@/lib/payments/attend";
import type { Result } from "@/lib/result";
import { isProblem, LIST, listPath, type Notice } from "./notices";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

const itemIn = (form: FormData) => ({ id: textOf(form, "item"), orderId: textOf(form, "order") });

/** The session is checked at each press, and the role where the item is changed. */
async function begin(): Promise<{ merchant: Merchant; deps: Awaited<ReturnType<typeof parts>> }> {
  if (!isSameOrigin(await headers())) redirect(listPath({ notice: "refused" }));
  const merchant = await requireMerchant(LIST);
  return { merchant, deps: await parts({ kind: "user", id: merchant.id }) };
}

/** The form goes back to the list, which says what became of it: so it works without JavaScript. */
function end(result: Result<null, UseCaseError>, id: string, done: Notice): never {
  revalidatePath("/admin", "layout");
  if (result.ok) redirect(listPath({ notice: done }));
  const { error } = result;
  if (error.code === "invalid_input") {
    const problem = error.issues[0]?.message ?? "";
    redirect(listPath({ item: id, problem: isProblem(problem) ? problem : "missing" }));
  }
  redirect(listPath({ notice: error.code === "forbidden" ? "forbidden" : "gone" }));
}

export async function takeAction(form: FormData): Promise<void> {
  const { merchant, deps } = await begin();
  const item = itemIn(form);
  end(await takeAttention(deps, merchant, item), item.id, "taken");
}

export async function resolveAction(form: FormData): Promise<void> {
  const { merchant, deps } = await begin();
  const item = itemIn(form);
  const note = textOf(form, "note");
  end(await resolveAttention(deps, merchant, { ...item, note }), item.id, "resolved");
}
