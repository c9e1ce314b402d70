"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { SignInState } from "@/components/admin/sign-in-form";
import { isSameOrigin } from "@/lib/actions/same-origin";
import { clientAddressOf, parseTrustedProxies } from "@/lib/auth/client-address";
import { ownPathOf } from "@/lib/auth/own-path";
import { encodeSession, SESSION_SECONDS, sessionCookie } from "@/lib/auth/session-token";
import { signIn } from "@/lib/auth/sign-in";
import { minutesUntil } from "@/lib/auth/throttle";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { FIRST_PAGE, FOREIGN_FORM, tooManyTries, WRONG_CREDENTIALS } from "./sign-in-state";

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

/** Verifies, sets the session that next-auth reads, and goes on to the page that was asked for. */
export async function signInAction(previous: SignInState, form: FormData): Promise<SignInState> {
  const email = textOf(form, "email").trim().slice(0, 254);
  const password = textOf(form, "password");
  const attempt = (Number(previous?.attempt) || 0) + 1;
  const answer = (given: Partial<SignInState>): SignInState => ({
    email,
    errors: {},
    problem: null,
    attempt,
    ...given,
  });
  const sent = await headers();
  if (!isSameOrigin(sent)) return answer({ problem: FOREIGN_FORM });
  const errors = missingIn(email, password);
  if (Object.keys(errors).length > 0) return answer({ errors });

  const address = clientAddressOf(sent, parseTrustedProxies(env().TRUSTED_PROXIES));
  const signedIn = await signIn({ email, password, address });
  if (!signedIn.ok) {
    const { error } = signedIn;
    if (error.code === "wrong_credentials") return answer({ problem: WRONG_CREDENTIALS });
    const minutes = minutesUntil(error.retryAt, systemClock.now());
    return answer({ problem: tooManyTries(minutes) });
  }
  const { id: userId, sessionVersion } = signedIn.value;
  const token = await encodeSession({ userId, sessionVersion }, signedIn.value);
  const { name, options } = sessionCookie();
  (await cookies()).set(name, token, { ...options, maxAge: SESSION_SECONDS });
  redirect(ownPathOf(textOf(form, "next"), FIRST_PAGE));
}
