"use server";

import { adminAction } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { deleteSavedView, renameSavedView, saveView } from "@/lib/payment-list/keep-view";
import { addressText, readAddress, without } from "@/lib/payment-list/list-address";
import { err, ok } from "@/lib/result";
import { refusalOf } from "../refusal-words";
import { installationMode } from "./shown-mode";

const PLACE = { path: "/admin/payments", permission: "operate" } as const;

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};
const fieldOf = (path: string) => (path === "name" ? "name" : null);

export async function saveViewAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, PLACE, async ({ merchant, deps }) => {
    const given = Object.fromEntries(new URLSearchParams(textOf(form, "query")));
    // What is kept is what was understood of it, for live payments and tests alike.
    const { address } = readAddress(given, {
      now: deps.clock.now(),
      timeZone: merchant.organization.timeZone,
      mode: installationMode(),
    });
    const query = addressText(without(address, "mode")).slice(1);
    const saved = await saveView(deps, { name: textOf(form, "name"), query });
    if (!saved.ok) return err(refusalOf(saved.error, fieldOf));
    return ok({ message: `Saved the view ${saved.value.name}.` });
  });
}

export async function renameViewAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, PLACE, async ({ deps }) => {
    const given = { id: textOf(form, "view"), name: textOf(form, "name") };
    const renamed = await renameSavedView(deps, given);
    if (!renamed.ok) return err(refusalOf(renamed.error, fieldOf));
    return ok({ message: `The view is called ${renamed.value.name} now.` });
  });
}

export async function deleteViewAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, PLACE, async ({ deps }) => {
    const deleted = await deleteSavedView(deps, { id: textOf(form, "view") });
    if (!deleted.ok) return err(refusalOf(deleted.error));
    return ok({ message: "The view is deleted." });
  });
}
