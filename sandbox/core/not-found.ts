/** Unknown addresses, preflights and wrong methods, in the shape of whom they were meant for. */
import type { RouteMatch, SandboxResponse } from "./http";

/** Both providers' browser calls are cross-origin, and answered to every origin. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
  "access-control-allow-headers": "*, Authorization, Content-Type, Idempotency-Key",
  "access-control-max-age": "300",
};

export function notFound(method: string, path: string, match: RouteMatch): SandboxResponse {
  if (method === "OPTIONS" && match.kind === "wrong_method" && !path.startsWith("/_control")) {
    return { status: 204, headers: CORS, body: null };
  }
  if (path === "/v1" || path.startsWith("/v1/")) {
    const message = [
      `Unrecognized request URL (${method}: ${path}). See`,
      "https://docs.stripe.com/docs/api.",
    ].join(" ");
    return { status: 404, body: { error: { type: "invalid_request_error", message } } };
  }
  if (match.kind === "wrong_method") {
    return { status: 405, headers: { allow: match.allowed.join(", ") }, body: null };
  }
  return { status: 404, body: null };
}
