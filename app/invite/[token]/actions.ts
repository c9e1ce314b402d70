"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { FormState } from "@/lib/actions/form-state";
import { isSameOrigin } from "@/lib/actions/same-origin";
import { parts } from "@/lib/parts";
import { accept } from "@/lib/people/manage-people";

const given = z.object({
  token: z.string().max(100),
  name: z.string().max(200),
  password: z.string().max(1000),
});

/** The link is the right to do it: nobody is signed in yet. Goes on to signing in. */
export async function acceptAction(previous: FormState, form: FormData): Promise<FormState> {
  const attempt = previous.attempt + 1;
  const refused = (text: string, field: string | null = null): FormState => ({
    ...{ status: "refused", attempt, title: "You are not in yet" },
    problems: [{ field, text }],
  });
  if (!isSameOrigin(await headers())) return refused("Open the link anew and try again.");
  const asked = given.safeParse(Object.fromEntries(form));
  if (!asked.success) return refused("Open the link anew and try again.");
  const accepted = await accept(await parts(), asked.data);
  if (accepted.ok) redirect("/sign-in?welcome=1");
  const { error } = accepted;
  if (error.code === "invalid") return refused(error.text, error.field);
  return refused("This link does not count any more. Ask for a new invitation.");
}
