import type { GrantError } from "./api-grant";
import type { BodyProblem } from "./api-token-request";

type Problem = { status: number; code: string; title: string; detail: string; oauth: string };

const PROBLEMS: Record<
  GrantError["code"] | BodyProblem | "too_many_requests",
  Omit<Problem, "detail">
> = {
  invalid_request: {
    status: 400,
    code: "INVALID_REQUEST",
    title: "Invalid request",
    oauth: "invalid_request",
  },
  unreadable: {
    status: 400,
    code: "INVALID_REQUEST",
    title: "Invalid request",
    oauth: "invalid_request",
  },
  too_large: {
    status: 413,
    code: "PAYLOAD_TOO_LARGE",
    title: "Payload too large",
    oauth: "invalid_request",
  },
  unsupported_media_type: {
    status: 415,
    code: "UNSUPPORTED_MEDIA_TYPE",
    title: "Unsupported media type",
    oauth: "invalid_request",
  },
  unsupported_grant_type: {
    status: 400,
    code: "UNSUPPORTED_GRANT_TYPE",
    title: "Unsupported grant type",
    oauth: "unsupported_grant_type",
  },
  invalid_client: {
    status: 401,
    code: "UNAUTHORIZED",
    title: "Access denied",
    oauth: "invalid_client",
  },
  unauthorized_client: {
    status: 400,
    code: "UNAUTHORIZED_CLIENT",
    title: "Unauthorized client",
    oauth: "unauthorized_client",
  },
  invalid_grant: {
    status: 400,
    code: "INVALID_GRANT",
    title: "Invalid grant",
    oauth: "invalid_grant",
  },
  invalid_scope: {
    status: 400,
    code: "INVALID_SCOPE",
    title: "Invalid scope",
    oauth: "invalid_scope",
  },
  too_many_requests: {
    status: 429,
    code: "TOO_MANY_REQUESTS",
    title: "Too many requests",
    oauth: "temporarily_unavailable",
  },
};

const DETAILS: Record<BodyProblem | "too_many_requests", string> = {
  unreadable: "The body is not an object in JSON.",
  too_large: "The body is larger than 16 KiB.",
  unsupported_media_type: "Send application/json or application/x-www-form-urlencoded.",
  too_many_requests: "Too many token requests from this address.",
};

export type TokenProblem = GrantError | { code: BodyProblem | "too_many_requests" };

/**
 * The API's error form, and RFC 6749's beside it for clients that know only that one. Never cached.
 */
export function problemAnswer(problem: TokenProblem, headers: Record<string, string>): Response {
  const { status, code, title, oauth } = PROBLEMS[problem.code];
  const detail = "detail" in problem ? problem.detail : DETAILS[problem.code];
  const body = {
    errors: [{ title, detail, code, status: String(status), meta: { error: oauth } }],
    error: oauth,
    error_description: detail,
  };
  return tokenAnswer(status, body, headers);
}

export const tokenAnswer = (
  status: number,
  body: Record<string, unknown>,
  headers: Record<string, string>,
): Response =>
  Response.json(body, {
    status,
    headers: { "cache-control": "no-store", pragma: "no-cache", ...headers },
  });
