"use server";

import { z } from "zod";
import { adminAction, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { addNote } from "@/lib/desk/add-note";
import { putAway } from "@/lib/desk/archive-order";
import { err, ok } from "@/lib/result";
import { refusalOf } from "../refusal-words";

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const noteSchema = z.object({ order: id, nonce: z.uuid(), text: z.string().max(20_000) });
const archiveSchema = z.object({ order: id, archived: z.enum(["yes", "no"]) });

const UNREADABLE = refused("Nothing was changed", {
  field: null,
  text: "The form is not complete. Open the page anew and try again.",
});
const pathOf = (order: string) => `/admin/orders/${encodeURIComponent(order)}`;

/** A note beside the order, which only people of the shop read. */
export async function addNoteAction(previous: FormState, form: FormData): Promise<FormState> {
  const input = noteSchema.safeParse(Object.fromEntries(form));
  const path = input.success ? pathOf(input.data.order) : "/admin/orders";
  return adminAction(previous, { path, permission: "operate" }, async ({ deps }) => {
    if (!input.success) return err(UNREADABLE);
    const { order: orderId, nonce, text } = input.data;
    const added = await addNote(deps, { orderId, text, nonce });
    return added.ok
      ? ok({ message: "The note is written down" })
      : err(refusalOf(added.error, (path) => path));
  });
}

/** Puts the order away, or brings it back to the list. */
export async function archiveAction(previous: FormState, form: FormData): Promise<FormState> {
  const input = archiveSchema.safeParse(Object.fromEntries(form));
  const path = input.success ? pathOf(input.data.order) : "/admin/orders";
  return adminAction(previous, { path, permission: "operate" }, async ({ deps }) => {
    if (!input.success) return err(UNREADABLE);
    const isArchived = input.data.archived === "yes";
    const done = await putAway(deps, { orderId: input.data.order, isArchived });
    const message = isArchived ? "The order is archived" : "The order is back on the list";
    return done.ok ? ok({ message }) : err(refusalOf(done.error));
  });
}
