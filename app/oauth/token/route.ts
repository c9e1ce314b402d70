import { findGrantFacts } from "@/lib/auth/api-client-store";
import { createThrottle } from "@/lib/auth/api-throttle";
import { answerTokenRequest, TOKEN_LIMIT } from "@/lib/auth/api-token-endpoint";
import { tokenKey } from "@/lib/auth/api-token-key";
import { clientAddressOf, parseTrustedProxies } from "@/lib/auth/client-address";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";

const throttle = createThrottle(TOKEN_LIMIT);

export function POST(request: Request): Promise<Response> {
  const trusted = parseTrustedProxies(env().TRUSTED_PROXIES);
  return answerTokenRequest(request, {
    clock: systemClock,
    key: tokenKey(),
    throttle,
    address: clientAddressOf(request.headers, trusted),
    findGrantFacts,
  });
}
