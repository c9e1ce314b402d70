/** Which pages of other origins may read what the API answers. No cookie counts there: a token is what lets somebody in. */

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export type KnownOrigins = {
  appUrl: string;
  /** ALLOWED_ORIGINS. */
  allowed: readonly string[];
  /** While the sandbox is used, storefronts on this machine are at home. */
  isTest: boolean;
};

/** True where the shop itself says so; an API client's own list may say so too. */
export function isKnownOrigin(origin: string, known: KnownOrigins): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  if (url.origin !== origin) return false;
  if (origin === new URL(known.appUrl).origin || known.allowed.includes(origin)) return true;
  return known.isTest && LOOPBACK.has(url.hostname);
}

const EXPOSED = [
  "Location",
  "Retry-After",
  "WWW-Authenticate",
  "Idempotent-Replayed",
  "X-Ratelimit-Interval",
  "X-Ratelimit-Limit",
  "X-Ratelimit-Remaining",
  "X-Trace-Id",
].join(", ");

/** What an answer may be read by; null: by no other origin. Caches keep one answer for each origin. */
export function shareWith(headers: Headers, origin: string | null): void {
  const vary = headers.get("vary");
  headers.set("vary", vary === null ? "origin" : `${vary}, origin`);
  if (origin === null) return;
  headers.set("access-control-allow-origin", origin);
  headers.set("access-control-expose-headers", EXPOSED);
}

/** What a browser asks before it sends a request with a token or JSON. */
export function preflightAnswer(origin: string | null, methods: readonly string[]): Response {
  const headers = new Headers({
    allow: methods.join(", "),
    vary: "access-control-request-method, access-control-request-headers",
  });
  shareWith(headers, origin);
  if (origin !== null) {
    headers.set("access-control-allow-methods", methods.join(", "));
    headers.set(
      "access-control-allow-headers",
      "Accept, Authorization, Content-Type, Idempotency-Key",
    );
    headers.set("access-control-max-age", "7200");
  }
  return new Response(null, { status: 204, headers });
}
