import "server-only";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import type { Merchant } from "../auth/merchant";
import { isAllowed, type Permission } from "../auth/permissions";
import { requireMerchant } from "../auth/session";
import type { Deps } from "../deps";
import { parts } from "../parts";
import type { Result } from "../result";
import type { FormProblem, FormState } from "./form-state";
import { isSameOrigin } from "./same-origin";

export type Refused = { title: string; problems: readonly FormProblem[] };
export type Done = Omit<Extract<FormState, { status: "done" }>, "status" | "attempt">;
export type Begun = { merchant: Merchant; deps: Deps };

export const refused = (title: string, ...problems: FormProblem[]): Refused => ({
  title,
  problems,
});

/**
 * One press of a button in the admin: its form is of our own pages, the session counts at this moment, and the role
 * allows it; then `work` is done in this person's name, and every page of the admin is read anew. Somebody whose session
 * has ended is sent to sign in, and from there back to `path`.
 */
export async function adminAction(
  previous: FormState,
  { path, permission }: { path: string; permission: Permission },
  work: (begun: Begun) => Promise<Result<Done, Refused>>,
): Promise<FormState> {
  const attempt = previous.attempt + 1;
  const refusedWith = (refusal: Refused): FormState => ({ status: "refused", attempt, ...refusal });
  if (!isSameOrigin(await headers())) return refusedWith(FOREIGN);
  const merchant = await requireMerchant(path);
  if (!isAllowed(merchant.role, permission)) return refusedWith(NOT_ALLOWED[permission]);
  const deps = await parts({ kind: "user", id: merchant.id });
  const result = await work({ merchant, deps });
  // Also after a refusal: something may have been written before it, and the next press is another one.
  revalidatePath("/admin", "layout");
  if (!result.ok) return refusedWith(result.error);
  return { status: "done", attempt, ...result.value };
}

const FOREIGN = refused("Nothing was changed", {
  field: null,
  text: "The form came from another site. Open this page anew and try again.",
});

const NOT_ALLOWED: Readonly<Record<Permission, Refused>> = {
  own: refused("Nothing was changed", { field: null, text: "Sign in anew and try again." }),
  operate: refused("You may look, and not change", {
    field: null,
    text: "Ask an owner or an operator of the shop.",
  }),
  configure: refused("Only an owner may change this", {
    field: null,
    text: "Ask an owner of the shop.",
  }),
};
