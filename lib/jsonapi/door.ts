import "server-only";
import { sharedWithOrigins } from "../auth/api-origins";
import { createRate } from "../auth/api-rate";
import type { Throttle } from "../auth/api-throttle";
import { clientAddressOf, parseTrustedProxies } from "../auth/client-address";
import { systemClock } from "../clock";
import { env } from "../env";
import { newTraceId } from "../ids";
import { refusal, responseOf } from "./answers";
import type { ApiError } from "./api-error";

const INTERVAL_SECONDS = 60;
const shared = globalThis as typeof globalThis & { kassaApiRate?: Throttle };

/** What every request meets before it is read: its address's limit, and after it, who may read the answer. */
export async function atTheDoor(
  request: Request,
  answer: () => Promise<Response>,
): Promise<Response> {
  return sharedWithOrigins(request, await withinLimit(request, answer));
}

async function withinLimit(request: Request, answer: () => Promise<Response>): Promise<Response> {
  const { API_RATE_LIMIT: requests, TRUSTED_PROXIES } = env();
  if (requests === 0) return answer();
  shared.kassaApiRate ??= createRate({ requests, windowMs: INTERVAL_SECONDS * 1000 });
  const address = clientAddressOf(request.headers, parseTrustedProxies(TRUSTED_PROXIES));
  const turn = shared.kassaApiRate.take(address ?? "unknown", systemClock.now());
  const wait = { "retry-after": String(turn.retryAfterSeconds) };
  const response = turn.allowed
    ? await answer()
    : responseOf(refusal([tooManyRequests(turn.retryAfterSeconds)], wait), newTraceId());
  response.headers.set("x-ratelimit-limit", String(requests));
  response.headers.set("x-ratelimit-interval", String(INTERVAL_SECONDS));
  response.headers.set("x-ratelimit-remaining", String(turn.remaining));
  return response;
}

const tooManyRequests = (waitSeconds: number): ApiError => ({
  title: "Too many requests",
  detail: `This address has sent too many requests: wait ${waitSeconds} seconds.`,
  code: "TOO_MANY_REQUESTS",
  status: "429",
});
