import "server-only";
import type { Clock } from "../clock";
import type { PrismaClient } from "../db/client";
import { randomLetters } from "../ids";
import { err, ok, type Result } from "../result";
import type { ApiMode } from "./access-token";
import type { GrantError } from "./api-grant";
import { signInCustomer, type TooManyTries } from "./customer-sign-in";
import { hashRefreshToken, newRefreshToken } from "./refresh-token";
import { endSignIn, renewRefreshToken, saveRefreshToken } from "./refresh-token-store";
import { revokeAccessToken, untilRevoked } from "./revocation-store";

/** A customer who is signed in: for whom the token speaks, and what renews it. */
export type SignedIn = {
  ownerId: string;
  signInId: string;
  scope: string;
  refreshToken: string;
};

export type SignInRequest = {
  mode: ApiMode;
  apiClientId: string;
  scope: string;
  email: string;
  password: string;
  address: string | null;
};

export type CustomerTokens = {
  signIn(request: SignInRequest): Promise<Result<SignedIn, GrantError | TooManyTries>>;
  renew(request: { token: string; apiClientId: string }): Promise<Result<SignedIn, GrantError>>;
  revokeRefresh(request: { token: string; apiClientId: string }): Promise<void>;
  revokeAccess(token: { id: string; expiresAt: Date }): Promise<void>;
};

/** Sign-ins of customers as PostgreSQL keeps them. A refresh token is stored as its hash, and works once. */
export function createCustomerTokens(db: PrismaClient, clock: Pick<Clock, "now">): CustomerTokens {
  return {
    signIn: async ({ mode, apiClientId, scope, email, password, address }) => {
      const signedIn = await signInCustomer({ mode, email, password, address }, { db, clock });
      if (!signedIn.ok) return signedIn;
      const { customerId } = signedIn.value;
      const refreshToken = newRefreshToken();
      const signInId = randomLetters();
      const hash = hashRefreshToken(refreshToken);
      const grant = { hash, familyId: signInId, apiClientId, customerId, scope };
      await saveRefreshToken(db, grant, clock.now());
      return ok({ ownerId: customerId, signInId, scope, refreshToken });
    },
    renew: async ({ token, apiClientId }) => {
      const hash = hashRefreshToken(token);
      const refreshToken = newRefreshToken();
      const newHash = hashRefreshToken(refreshToken);
      const now = clock.now();
      const renewed = await renewRefreshToken(db, { hash, newHash, apiClientId }, now);
      if (renewed) {
        const { customerId, familyId, scope } = renewed;
        return ok({ ownerId: customerId, signInId: familyId, scope, refreshToken });
      }
      // Whoever holds a used one is the thief or their victim: neither goes on.
      if (await endSignIn(db, { hash, apiClientId, onlyUsed: true }, now)) await untilRevoked();
      return err({
        code: "invalid_grant",
        detail: "The refresh token is unknown, was used, has ended or was revoked.",
      });
    },
    revokeRefresh: async ({ token, apiClientId }) => {
      const hash = hashRefreshToken(token);
      const isEnded = await endSignIn(db, { hash, apiClientId, onlyUsed: false }, clock.now());
      if (isEnded) await untilRevoked();
    },
    revokeAccess: async (token) => {
      await revokeAccessToken(db, token, clock.now());
      await untilRevoked();
    },
  };
}
