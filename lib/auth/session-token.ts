import "server-only";
import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** A working day. Reading a page does not lengthen it: a session that was copied ends too. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** What a session says of its person. Only the database decides whether it still counts. */
export type SessionClaim = { userId: string; sessionVersion: number; sessionId: string };

/** As next-auth names and sets it, so that `getServerSession` and `getToken` read the same cookie. */
export function sessionCookie() {
  const secure = env().APP_URL.startsWith("https://");
  return {
    name: `${secure ? "__Secure-" : ""}next-auth.session-token`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure } as const,
  };
}

/** A new, encrypted session. Contains no role: that is read anew each time. */
export function encodeSession(
  claim: SessionClaim,
  user: { name: string; email: string },
): Promise<string> {
  const { userId, sessionVersion, sessionId } = claim;
  return encode({
    token: { sub: userId, sessionVersion, sessionId, name: user.name, email: user.email },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SESSION_SECONDS,
  });
}

/** Null for a cookie that is missing, altered, expired, or of another form. Never throws. */
export async function decodeSession(cookie: string | undefined): Promise<SessionClaim | null> {
  if (cookie === undefined || cookie === "") return null;
  try {
    const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET });
    return claimOf(token);
  } catch {
    return null;
  }
}

/** The claim within a token that next-auth decoded. */
export function claimOf(token: object | null): SessionClaim | null {
  if (token === null || !("sub" in token && "sessionVersion" in token && "sessionId" in token)) {
    return null;
  }
  const { sub, sessionVersion, sessionId } = token;
  if (typeof sub !== "string" || typeof sessionVersion !== "number") return null;
  return typeof sessionId === "string" ? { userId: sub, sessionVersion, sessionId } : null;
}
