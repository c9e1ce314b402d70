import "server-only";
import type { NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { systemClock } from "@/lib/clock";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { clientAddressOf, parseTrustedProxies } from "./client-address";
import { ownPathOf } from "./own-path";
import { checkCode } from "./second-factor";
import { startSession } from "./session-store";
import { claimOf, SESSION_SECONDS, sessionCookie } from "./session-token";
import { signIn } from "./sign-in";
import { findSessionUser } from "./user-store";

const passwordProvider = () =>
  credentials({
    name: "password",
    credentials: {
      email: { label: "E-mail", type: "email" },
      password: { label: "Password", type: "password" },
      code: { label: "Code of your app, where one is set up", type: "text" },
    },
    async authorize(given, request) {
      if (given === undefined) return null;
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers ?? {})) {
        if (typeof value === "string") headers.set(name, value);
      }
      const trusted = parseTrustedProxies(env().TRUSTED_PROXIES);
      const address = clientAddressOf(headers, trusted);
      const password = String(given.password ?? "");
      const signedIn = await signIn({ email: String(given.email ?? ""), password, address });
      if (!signedIn.ok) {
        if (signedIn.error.code === "too_many_tries") throw new Error("TooManyTries");
        return null;
      }
      const { id, name, email, totpEncrypted } = signedIn.value;
      if (totpEncrypted !== null) {
        const code = String(given.code ?? "");
        if (!(await checkCode({ userId: id, totpEncrypted, code })).ok) return null;
      }
      const place = { address, userAgent: headers.get("user-agent") };
      const claim = await startSession(prisma(), signedIn.value, place, systemClock.now());
      return { id, name, email, ...claim };
    },
  });

/** next-auth's own endpoints speak of the same people and the same cookie as our sign-in form. */
export const authOptions = (): NextAuthOptions => ({
  providers: [passwordProvider()],
  secret: env().NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: SESSION_SECONDS },
  useSecureCookies: sessionCookie().options.secure,
  pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
  callbacks: {
    jwt({ token, user }) {
      if (user === undefined || !("sessionVersion" in user && "sessionId" in user)) return token;
      return { ...token, sessionVersion: user.sessionVersion, sessionId: user.sessionId };
    },
    async session({ session, token }) {
      const claim = claimOf(token);
      const found =
        claim === null ? null : await findSessionUser(prisma(), claim, systemClock.now());
      // Thrown, because that is how next-auth is told that the cookie is worth nothing: it clears it.
      if (found === null) throw new Error("This session was ended.");
      const { name, email } = found;
      return { ...session, user: { name, email } };
    },
    redirect({ url, baseUrl }) {
      const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
      return `${baseUrl}${ownPathOf(path, "/admin/payments")}`;
    },
  },
  logger: {
    error(code, metadata) {
      // An ended or altered session is expected, and asked about by anybody who has a cookie.
      if (code !== "JWT_SESSION_ERROR")
        process.stderr.write(`next-auth ${code}: ${messageOf(metadata)}\n`);
    },
    warn() {},
    debug() {},
  },
});

function messageOf(metadata: unknown): string {
  if (metadata instanceof Error) return metadata.message;
  if (typeof metadata !== "object" || metadata === null || !("error" in metadata)) return "";
  return metadata.error instanceof Error ? metadata.error.message : "";
}
