"use server";

import { z } from "zod";
import { adminAction, type Refused, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { ROLES } from "@/lib/auth/merchant";
import {
  changeRole,
  invite,
  setDisabled,
  signOutElsewhere,
  withdraw,
} from "@/lib/people/manage-people";
import type { PeopleError } from "@/lib/people/person";
import { err, ok } from "@/lib/result";

const PATH = "/admin/people";
const OWNERS = { path: PATH, permission: "configure" } as const;

const id = z.string().regex(/^[A-Za-z]{10}$/);
const role = z.enum(ROLES);

/** Only an altered form lacks what its page put there. */
const ALTERED = refused("Nothing was changed", {
  field: null,
  text: "The form was not complete. Open this page anew and try again.",
});

function wordsOf(error: PeopleError): Refused {
  const of = (text: string, field: string | null = null) =>
    refused("Nothing was changed", { field, text });
  switch (error.code) {
    case "not_found":
      return of("That is not there any more. Open this page anew.");
    case "own_role":
      return of("You cannot change yourself. Ask another owner.");
    case "last_owner":
      return of("The shop would be left without an owner. Make somebody else an owner first.");
    case "already_a_person":
      return of("Somebody with this address is here already. Look for them in the list.", "email");
    case "invalid":
      return of(error.text, error.field);
    default:
      throw new Error(`Unknown: ${JSON.stringify(error satisfies never)}`);
  }
}

export async function inviteAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ merchant, deps }) => {
    const given = z
      .object({ email: z.string().max(254), role })
      .safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    const invited = await invite(deps, merchant, given.data);
    if (!invited.ok) return err(wordsOf(invited.error));
    const value = `${deps.settings.appUrl}/invite/${invited.value.token}`;
    const message = `The link for ${given.data.email.trim()} is made`;
    return ok({ message, revealed: { label: "The link", value } });
  });
}

export async function withdrawAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ deps }) => {
    const given = id.safeParse(form.get("invitation"));
    if (!given.success) return err(ALTERED);
    const done = await withdraw(deps, given.data);
    return done.ok ? ok({ message: "Withdrawn" }) : err(wordsOf(done.error));
  });
}

export async function roleAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ merchant, deps }) => {
    const given = z.object({ user: id, role }).safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    const { user, role: to } = given.data;
    const done = await changeRole(deps, merchant, { id: user, role: to });
    return done.ok ? ok({ message: "The role is changed" }) : err(wordsOf(done.error));
  });
}

export async function disableAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ merchant, deps }) => {
    const asked = z.object({ user: id, to: z.enum(["off", "on"]) });
    const given = asked.safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    const isDisabled = given.data.to === "off";
    const done = await setDisabled(deps, merchant, { id: given.data.user, isDisabled });
    if (!done.ok) return err(wordsOf(done.error));
    return ok({ message: isDisabled ? "Switched off and signed out" : "May sign in again" });
  });
}

const ended = (count: number) => ({
  message: count === 1 ? "1 browser signed out" : `${count} browsers signed out`,
});
const endAsked = z.object({ user: id, session: z.string().max(40).optional() });

export async function endSessionsAction(previous: FormState, form: FormData): Promise<FormState> {
  return adminAction(previous, OWNERS, async ({ merchant, deps }) => {
    const given = endAsked.safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    const { user: userId, session: sessionId = null } = given.data;
    return ok(ended(await signOutElsewhere(deps, merchant, { userId, sessionId })));
  });
}

/** One's own: for everybody. */
export async function endOwnSessionsAction(
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  const own = { path: "/admin/account", permission: "own" } as const;
  return adminAction(previous, own, async ({ merchant, deps }) => {
    const given = endAsked.safeParse(Object.fromEntries(form));
    if (!given.success) return err(ALTERED);
    const { session: sessionId = null } = given.data;
    return ok(ended(await signOutElsewhere(deps, merchant, { userId: merchant.id, sessionId })));
  });
}
