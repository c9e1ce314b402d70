import "server-only";
import { systemClock } from "../clock";
import { prisma } from "../db/client";
import { env } from "../env";
import { findGrantFacts } from "./api-client-store";
import { createThrottle, type Throttle } from "./api-throttle";
import { TOKEN_LIMIT, type TokenEndpoint } from "./api-token-endpoint";
import { tokenKey } from "./api-token-key";
import { clientAddressOf, parseTrustedProxies } from "./client-address";
import { createCustomerTokens } from "./customer-tokens";

// One count a process: the two endpoints share it, also when a bundler loads this file twice.
const shared = globalThis as typeof globalThis & { kassaTokenThrottle?: Throttle };

/** What `/oauth/token` and `/oauth/revoke` need for one request. */
export function tokenEndpointParts(request: Request): TokenEndpoint {
  shared.kassaTokenThrottle ??= createThrottle(TOKEN_LIMIT);
  return {
    clock: systemClock,
    key: tokenKey(),
    throttle: shared.kassaTokenThrottle,
    address: clientAddressOf(request.headers, parseTrustedProxies(env().TRUSTED_PROXIES)),
    findGrantFacts,
    customers: createCustomerTokens(prisma(), systemClock),
  };
}
