// What a caller of the other mode comes with.
import { signAccessToken } from "@/lib/auth/access-token";

/** The token of an integration that works with live money. */
export async function liveToken(): Promise<string> {
  const { token } = await signAccessToken(
    {
      ...{ id: "AAAAAAAAAA", clientId: "c", kind: "integration", mode: "live" },
      ...{ organizationId: "A", organizationSlug: "a", marketIds: null, scope: "market:all" },
    },
    {
      key: { secret: process.env.API_TOKEN_SECRET ?? "", issuer: "https://auth.localhost:3999" },
      now: new Date(),
      rand: "0.1",
      jti: "token-of-the-other-mode",
    },
  );
  return token;
}
