"use server";

import { z } from "zod";
import { adminAction, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { cancelAnonymization, requestAnonymization } from "@/lib/customers/anonymization";
import { err, ok } from "@/lib/result";

const formSchema = z.object({
  customer: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  forget: z.enum(["yes", "no"]),
});

const UNREADABLE = refused("Nothing was changed", {
  field: null,
  text: "The form is not complete. Open the page anew and try again.",
});
const TOO_LATE = refused("Nothing was changed", {
  field: null,
  text: "There is nothing to take back: it was carried out, or somebody was faster.",
});

/** Asks for a customer to be forgotten in thirty days, or takes that back. */
export async function forgetAction(previous: FormState, form: FormData): Promise<FormState> {
  const input = formSchema.safeParse(Object.fromEntries(form));
  const path = input.success ? `/admin/customers/${input.data.customer}` : "/admin/customers";
  return adminAction(previous, { path, permission: "operate" }, async ({ deps }) => {
    if (!input.success) return err(UNREADABLE);
    const { customer, forget } = input.data;
    if (forget === "yes") {
      await requestAnonymization(deps, customer);
      return ok({ message: "They are forgotten in 30 days" });
    }
    const isKept = await cancelAnonymization(deps, customer);
    return isKept ? ok({ message: "They stay as they are" }) : err(TOO_LATE);
  });
}
