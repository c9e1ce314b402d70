import "server-only";
import type { NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { clientAddressOf, parseTrustedProxies } from "./client-address";
import { ownPathOf } from "./own-path";
import { claimOf, SESSION_SECONDS, sessionCookie } from "./session-token";
import { signIn } from "./sign-in";
import { findSessionUser } from "./user-store";

const passwordProvider = () =>
  credentials({
    name: "password",
    credentials: { email: { label: "E-mail", type: "email" }, password: { type: "password" } },
    async authorize(given, request) {
      if (given === undefined) return null;
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers ?? {})) {
        if (typeof value === "string") headers.set(name, value);
      }
      const trusted = parseTrustedProxies(env().TRUSTED_PROXIES);
      const signedIn = await signIn({
        email: String(given.email ?? ""),
        password: String(given.password ?? ""),
        address: clientAddressOf(headers, trusted),
      });
      if (!signedIn.ok) {
        if (signedIn.error.code === "too_many_tries") throw new Error("TooManyTries");
        return null;
      }
      const { id, name, email, sessionVersion } = signedIn.value;
      return { id, name, email, sessionVersion };
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
      if (user === undefined || !("sessionVersion" in user)) return token;
      return { ...token, sessionVersion: user.sessionVersion };
    },
    async session({ session, token }) {
      const claim = claimOf(token);
      const found = claim === null ? null : await findSessionUser(prisma(), claim);
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
