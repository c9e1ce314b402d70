import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** Long enough to take out a telephone. */
const PENDING_SECONDS = 5 * 60;
const PURPOSE = "code";

/** Who gave the right password and owes a code. It opens nothing: a session's claim has other members. */
export type PendingSignIn = { userId: string; sessionVersion: number };

export const encodePending = ({ userId, sessionVersion }: PendingSignIn): Promise<string> =>
  encode({
    token: { sub: userId, sessionVersion, purpose: PURPOSE },
    secret: env().NEXTAUTH_SECRET,
    maxAge: PENDING_SECONDS,
  });

/** Null for what is altered, expired, or of another form. Never throws. */
export async function decodePending(text: string): Promise<PendingSignIn | null> {
  try {
    const token = await decode({ token: text, secret: env().NEXTAUTH_SECRET });
    if (token?.purpose !== PURPOSE || typeof token.sub !== "string") return null;
    const { sub: userId, sessionVersion } = token;
    return typeof sessionVersion === "number" ? { userId, sessionVersion } : null;
  } catch {
    return null;
  }
}
