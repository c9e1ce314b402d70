"use server";

import { adminAction, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { confirmEnrolment, endEnrolment } from "@/lib/auth/second-factor";
import { minutesUntil } from "@/lib/auth/throttle";
import { systemClock } from "@/lib/clock";
import { err, ok } from "@/lib/result";

const OWN = { path: "/admin/account", permission: "own" } as const;

const WRONG = refused("Nothing was changed", {
  field: "code",
  text: "Enter the six digits that your app shows now. Is your telephone’s clock right?",
});

const codeIn = (form: FormData): string => String(form.get("code") ?? "").slice(0, 40);

export async function confirmCodeAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWN, async ({ merchant }) => {
    const confirmed = await confirmEnrolment(merchant, codeIn(form));
    if (confirmed.ok) {
      const value = confirmed.value.join("  ");
      const message = "A code is asked for from now on. Other browsers were signed out.";
      return ok({ message, revealed: { label: "Ten recovery codes, each good once", value } });
    }
    if (confirmed.error.code === "wrong_code") return err(WRONG);
    const text = "A code is asked for already. Open this page anew.";
    return err(refused("Nothing was changed", { field: null, text }));
  });
}

export async function endCodeAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWN, async ({ merchant }) => {
    const ended = await endEnrolment(merchant.id, codeIn(form));
    if (ended.ok) return ok({ message: "A password is enough from now on" });
    if (ended.error.code === "wrong_code") return err(WRONG);
    const minutes = minutesUntil(ended.error.retryAt, systemClock.now());
    const text = `Too many wrong codes. Wait ${minutes} minutes, then try again.`;
    return err(refused("Nothing was changed", { field: "code", text }));
  });
}
