import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { systemClock } from "@/lib/clock";
import { prisma } from "@/lib/db/client";
import type { Merchant } from "./merchant";
import { signInPathFor } from "./own-path";
import { decodeSession, sessionCookie } from "./session-token";
import { findSessionUser } from "./user-store";

/**
 * Who is signed in, or null. The session is checked in the database at each request, once however
 * often it is asked for, so that revoking it works at once. Works in pages and actions.
 */
export const findMerchant = cache(async (): Promise<Merchant | null> => {
  const jar = await cookies();
  const claim = await decodeSession(jar.get(sessionCookie().name)?.value);
  if (claim === null) return null;
  const user = await findSessionUser(prisma(), claim, systemClock.now());
  return user === null ? null : (user as Merchant);
});

/** Who is signed in; anybody else is sent to sign in, and from there back to `path`. */
export async function requireMerchant(path: string): Promise<Merchant> {
  const merchant = await findMerchant();
  if (merchant === null) redirect(signInPathFor(path));
  return merchant;
}
