"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { SignInState } from "@/components/admin/sign-in-form";
import { isSameOrigin } from "@/lib/actions/same-origin";
import { beginSession, finishSignIn } from "@/lib/auth/begin-session";
import { clientAddressOf, parseTrustedProxies } from "@/lib/auth/client-address";
import { ownPathOf } from "@/lib/auth/own-path";
import { encodePending } from "@/lib/auth/pending-sign-in";
import { encodeSession, SESSION_SECONDS, sessionCookie } from "@/lib/auth/session-token";
import { signIn } from "@/lib/auth/sign-in";
import { minutesUntil } from "@/lib/auth/throttle";
import type { StoredUser } from "@/lib/auth/user-store";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import {
  FIRST_PAGE,
  FOREIGN_FORM,
  TOO_LATE,
  tooManyTries,
  WRONG_CODE,
  WRONG_CREDENTIALS,
} from "./sign-in-state";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

function missingIn(email: string, password: string): SignInState["errors"] {
  return {
    ...(email.includes("@")
      ? {}
      : { email: "Enter your e-mail address, like ines@halden.example" }),
    ...(password === "" ? { password: "Enter your password" } : {}),
  };
}

type Given = {
  form: FormData;
  email: string;
  answer: (given: Partial<SignInState>) => SignInState;
};

/** Verifies, sets the session that next-auth reads, and goes on to the page that was asked for. */
export async function signInAction(previous: SignInState, form: FormData): Promise<SignInState> {
  const email = textOf(form, "email").trim().slice(0, 254);
  const attempt = (Number(previous?.attempt) || 0) + 1;
  const blank = { email, errors: {}, problem: null, pending: null };
  const answer = (given: Partial<SignInState>): SignInState => ({ ...blank, attempt, ...given });
  if (!isSameOrigin(await headers())) return answer({ problem: FOREIGN_FORM });
  const given = { form, email, answer };
  const pending = textOf(form, "pending");
  return pending === "" ? takePassword(given) : takeCode({ ...given, pending });
}

async function takePassword({ form, email, answer }: Given): Promise<SignInState> {
  const password = textOf(form, "password");
  const errors = missingIn(email, password);
  if (Object.keys(errors).length > 0) return answer({ errors });
  const { address } = await placeOf();
  const signedIn = await signIn({ email, password, address });
  if (!signedIn.ok) {
    const { error } = signedIn;
    if (error.code === "wrong_credentials") return answer({ problem: WRONG_CREDENTIALS });
    return answer({ problem: waitUntil(error.retryAt) });
  }
  const { id: userId, sessionVersion, totpEncrypted } = signedIn.value;
  if (totpEncrypted === null) return enter(signedIn.value, form);
  return answer({ pending: await encodePending({ userId, sessionVersion }) });
}

async function takeCode(given: Given & { pending: string }): Promise<SignInState> {
  const { form, answer, pending } = given;
  const code = textOf(form, "code").trim();
  if (code === "") return answer({ pending, errors: { code: WRONG_CODE } });
  const finished = await finishSignIn({ pending, code });
  if (finished.ok) return enter(finished.value, form);
  const { error } = finished;
  switch (error.code) {
    case "too_late":
      return answer({ problem: TOO_LATE });
    case "wrong_code":
      return answer({ pending, errors: { code: WRONG_CODE } });
    case "too_many_tries":
      return answer({ problem: waitUntil(error.retryAt) });
    default:
      throw new Error(`Unknown: ${JSON.stringify(error satisfies never)}`);
  }
}

const waitUntil = (retryAt: Date) => tooManyTries(minutesUntil(retryAt, systemClock.now()));

async function placeOf() {
  const sent = await headers();
  const address = clientAddressOf(sent, parseTrustedProxies(env().TRUSTED_PROXIES));
  return { address, userAgent: sent.get("user-agent") };
}

async function enter(user: StoredUser, form: FormData): Promise<never> {
  const claim = await beginSession(user, await placeOf());
  const token = await encodeSession(claim, user);
  const { name, options } = sessionCookie();
  (await cookies()).set(name, token, { ...options, maxAge: SESSION_SECONDS });
  redirect(ownPathOf(textOf(form, "next"), FIRST_PAGE));
}
