import type { Merchant, Role } from "../auth/merchant";
import { hashPassword } from "../auth/password";
import { hashRefreshToken as hashLink, newRefreshToken as newLink } from "../auth/refresh-token";
import { normalEmail } from "../auth/user-store";
import type { Told } from "../db/told-query";
import type { Deps } from "../deps";
import type { JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import { findInvitation, findPerson } from "./people-queries";
import {
  acceptInvitation,
  changePerson,
  endSessions,
  insertInvitation,
  withdrawInvitation,
} from "./people-store";
import {
  INVITED_DAYS,
  isEmail,
  type PeopleError,
  problemOfName,
  problemOfPassword,
} from "./person";

const DAY_MS = 86_400_000;

const toldBy = (
  { by, clock }: Pick<Deps, "by" | "clock">,
  name: string,
  changes: JsonObject = {},
): Told => ({
  ...{ name, changes, by },
  now: clock.now(),
});

const notFound = err({ code: "not_found" } as const);

/** Answers the link's token, this once; only its hash is kept. A second invitation of an address ends the first. */
export async function invite(
  deps: Deps,
  merchant: Merchant,
  given: { email: string; role: Role },
): Promise<Result<{ token: string }, PeopleError>> {
  const email = normalEmail(given.email);
  if (!isEmail(email)) {
    const text = "Enter an e-mail address, like tom@halden.example";
    return err({ code: "invalid", field: "email", text });
  }
  const token = newLink();
  const expiresAt = new Date(deps.clock.now().getTime() + INVITED_DAYS * DAY_MS);
  const id = deps.ids.resource();
  const made = { id, email, role: given.role, tokenHash: hashLink(token), expiresAt };
  const told = toldBy(deps, "invitation.created", {
    email: [null, email],
    role: [null, given.role],
  });
  const isMade = await insertInvitation({ ...made, invitedBy: merchant.id }, told);
  return isMade ? ok({ token }) : err({ code: "already_a_person" });
}

export async function withdraw(deps: Deps, id: string): Promise<Result<null, PeopleError>> {
  return (await withdrawInvitation(id, toldBy(deps, "invitation.withdrawn"))) ? ok(null) : notFound;
}

/** Whoever has the link says who they are and chooses a password. Answers their address, to sign in with. */
export async function accept(
  deps: Deps,
  given: { token: string; name: string; password: string },
): Promise<Result<{ email: string }, PeopleError>> {
  const invitation = await findInvitation(given.token, deps.clock.now());
  if (invitation === null) return notFound;
  const { email } = invitation;
  const name = problemOfName(given.name);
  if (name !== null) return err({ code: "invalid", field: "name", text: name });
  const password = problemOfPassword(given.password, email);
  if (password !== null) return err({ code: "invalid", field: "password", text: password });
  const id = deps.ids.resource();
  const person = { id, name: given.name.trim(), passwordHash: await hashPassword(given.password) };
  const by = { ...deps.by, kind: "user", id } as const;
  const told = toldBy({ ...deps, by }, "user.joined", { role: [null, invitation.role] });
  return (await acceptInvitation(invitation.id, person, told)) ? ok({ email }) : notFound;
}

/** Not one's own: nobody locks themselves out by a slip. */
export async function changeRole(
  deps: Deps,
  merchant: Merchant,
  { id, role }: { id: string; role: Role },
): Promise<Result<null, PeopleError>> {
  if (id === merchant.id) return err({ code: "own_role" });
  const before = await findPerson(merchant, id);
  if (before === null) return notFound;
  if (before.role === role) return ok(null);
  const told = toldBy(deps, "user.role_changed", { role: [before.role, role] });
  return resultOf(await changePerson(id, { role, isDisabled: null }, told));
}

export async function setDisabled(
  deps: Deps,
  merchant: Merchant,
  { id, isDisabled }: { id: string; isDisabled: boolean },
): Promise<Result<null, PeopleError>> {
  if (id === merchant.id) return err({ code: "own_role" });
  const before = await findPerson(merchant, id);
  if (before === null) return notFound;
  if (before.isDisabled === isDisabled) return ok(null);
  const told = toldBy(deps, isDisabled ? "user.disabled" : "user.enabled");
  return resultOf(await changePerson(id, { role: null, isDisabled }, told));
}

function resultOf(changed: Awaited<ReturnType<typeof changePerson>>): Result<null, PeopleError> {
  switch (changed) {
    case "changed":
      return ok(null);
    case "not_found":
      return notFound;
    case "last_owner":
      return err({ code: "last_owner" });
    default:
      throw new Error(`Unknown: ${changed satisfies never}`);
  }
}

/** `sessionId` null: every browser of this person, but the one that asks. Answers how many were signed out. */
export const signOutElsewhere = (
  deps: Deps,
  merchant: Merchant,
  { userId, sessionId }: { userId: string; sessionId: string | null },
): Promise<number> => {
  const except = sessionId === null && userId === merchant.id ? merchant.sessionId : null;
  return endSessions({ userId, sessionId, except }, toldBy(deps, "user.sessions_ended"));
};
