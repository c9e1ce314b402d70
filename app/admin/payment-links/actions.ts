"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { adminAction, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { type CreateLinkInput, createLink, LINES_OF_LINK_MAX } from "@/lib/links/create-link";
import { withdrawLink } from "@/lib/links/withdraw-link";
import { err, ok } from "@/lib/result";
import { refusalOf } from "../refusal-words";

const LIST = "/admin/payment-links";
const NEW = `${LIST}/new`;

const short = z.string().max(300).default("");
const formSchema = z.object({
  nonce: z.uuid(),
  kind: z.enum(["amount", "products"]),
  amount: short,
  description: short,
  currency: short,
  market: short,
  email: short,
  days: short,
});

const UNREADABLE = refused("Nothing was changed", {
  field: null,
  text: "The form is not complete. Open the page anew and try again.",
});

const textIn = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.slice(0, 300) : "";
};

function inputOf(form: FormData): CreateLinkInput | null {
  const read = formSchema.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { kind, amount, description, market, ...given } = read.data;
  const lines = Array.from({ length: LINES_OF_LINK_MAX }, (_, place) => ({
    skuCode: textIn(form, `lines.${place}`),
    quantity: textIn(form, `quantities.${place}`),
  }));
  const what = kind === "amount" ? { kind, amount, description } : { kind, lines };
  return { ...given, what, marketId: market === "" ? null : market };
}

/** Where in the form an issue of the use case stands; an amount's own line is the amount. */
const fieldOf = (kind: "amount" | "products") => (path: string) =>
  kind === "amount" && path.startsWith("lines.") ? "amount" : path;

/** An order to be paid by its address; leads to the link's page, where it is copied. */
export async function createLinkAction(previous: FormState, form: FormData): Promise<FormState> {
  const begun = { path: NEW, permission: "operate" } as const;
  return adminAction(previous, begun, async ({ deps }) => {
    const input = inputOf(form);
    if (input === null) return err(UNREADABLE);
    const made = await createLink(deps, input);
    if (!made.ok) return err(refusalOf(made.error, fieldOf(input.what.kind)));
    redirect(`${LIST}/${made.value.id}`);
  });
}

const withdrawSchema = z.object({ link: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/) });

/** Ends a link that nobody has paid. */
export async function withdrawLinkAction(previous: FormState, form: FormData): Promise<FormState> {
  const input = withdrawSchema.safeParse(Object.fromEntries(form));
  const path = input.success ? `${LIST}/${input.data.link}` : LIST;
  return adminAction(previous, { path, permission: "operate" }, async ({ deps }) => {
    if (!input.success) return err(UNREADABLE);
    const done = await withdrawLink(deps, { id: input.data.link });
    return done.ok
      ? ok({ message: "The link is withdrawn: nobody can pay it any more" })
      : err(refusalOf(done.error));
  });
}
