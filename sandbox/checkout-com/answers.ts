import { randomUUID } from "node:crypto";
import type { SandboxResponse } from "../core/http";

const VERSION = "1.0.0-sandbox";

function headers(requestId: string): Record<string, string> {
  return { "cko-request-id": requestId, "cko-version": VERSION };
}

export function answer(status: number, body: object | null): SandboxResponse {
  return { status, headers: headers(randomUUID()), body };
}

/** 401, 403 and 404 have no body at Checkout.com. */
export const unauthorized = (): SandboxResponse => answer(401, null);
export const forbidden = (): SandboxResponse => answer(403, null);
export const notFound = (): SandboxResponse => answer(404, null);

/** 422 with the codes of everything that is wrong. */
export function invalid(codes: readonly string[]): SandboxResponse {
  const requestId = randomUUID();
  return {
    status: 422,
    headers: headers(requestId),
    body: { request_id: requestId, error_type: "request_invalid", error_codes: [...codes] },
  };
}

/** 409: another request with this idempotency key has not been answered yet. */
export function inProgress(): SandboxResponse {
  const requestId = randomUUID();
  return {
    status: 409,
    headers: headers(requestId),
    body: {
      request_id: requestId,
      error_type: "request_conflict",
      error_codes: ["idempotency_key_in_use"],
    },
  };
}
