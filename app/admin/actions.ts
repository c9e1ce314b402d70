"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { isSameOrigin } from "@/lib/actions/same-origin";
import { leaveSession } from "@/lib/auth/begin-session";
import { decodeSession, sessionCookie } from "@/lib/auth/session-token";

/** Ends the session of this browser. A form of another site signs nobody out. */
export async function signOutAction(): Promise<void> {
  if (!isSameOrigin(await headers())) redirect("/admin/payments");
  const { name, options } = sessionCookie();
  const jar = await cookies();
  const claim = await decodeSession(jar.get(name)?.value);
  // A copy of the cookie is worth nothing afterwards either.
  if (claim !== null) await leaveSession(claim);
  jar.set(name, "", { ...options, maxAge: 0 });
  redirect("/sign-in");
}
