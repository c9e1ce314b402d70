/** Idempotency-Key as docs.stripe.com/api/idempotent_requests describes it. */
import type { SandboxResponse } from "../core/http";
import type { Account, SavedAnswer } from "./account";
import { StripeError } from "./errors";

const KEPT_MS = 24 * 60 * 60 * 1000;
const KEY_MAX = 255;

export interface KeyedRequest {
  key: string;
  /** Method and path. */
  endpoint: string;
  /** One text for equal parameters. */
  parameters: string;
  now: number;
}

const running = new WeakMap<object, Set<string>>();

/**
 * Takes the key for the time of one request. `store` tells one sandbox from another in this
 * process.
 * Throws 409 while another request holds it.
 */
export function lockKey(store: object, account: Account, key: string): () => void {
  if (key.length > KEY_MAX) {
    const message = `Idempotency keys can be at most ${KEY_MAX} characters long.`;
    throw new StripeError(400, { type: "invalid_request_error", message }, false);
  }
  const keys = running.get(store) ?? new Set<string>();
  running.set(store, keys);
  const name = `${account.id} ${key}`;
  if (keys.has(name)) {
    const message = [
      "There is currently another in-progress request using this Idempotent Key",
      "(that probably means you submitted twice, and the other request is still",
      "going through). Please try again later.",
    ].join(" ");
    const body = { code: "idempotency_key_in_use", message };
    throw new StripeError(409, { type: "idempotency_error", ...body }, false);
  }
  keys.add(name);
  return () => keys.delete(name);
}

/** The saved answer, or null for a new key. Throws 400 when the key was used for something else. */
export function replay(account: Account, request: KeyedRequest): SandboxResponse | null {
  const saved = account.idempotency.get(request.key);
  if (saved === undefined || saved.at + KEPT_MS <= request.now) return null;
  if (saved.endpoint !== request.endpoint) throw reused(otherEndpoint(saved, request));
  if (saved.parameters !== request.parameters) throw reused(otherParameters(request));
  return {
    status: saved.status,
    headers: {
      "idempotency-key": request.key,
      "idempotent-replayed": "true",
      "original-request": saved.requestId,
    },
    body: saved.body,
  };
}

/** Keeps an answer for 24 hours and forgets those that are older. */
export function saveAnswer(
  account: Account,
  request: KeyedRequest,
  answer: { status: number; body: object; requestId: string },
): void {
  // A key that is used again after a day moves to the end.
  account.idempotency.delete(request.key);
  for (
    let old = account.idempotency.oldest();
    old !== undefined;
    old = account.idempotency.oldest()
  ) {
    if (old.at + KEPT_MS > request.now) break;
    account.idempotency.delete(old.id);
  }
  const { key, endpoint, parameters, now } = request;
  account.idempotency.put(key, { id: key, endpoint, parameters, at: now, ...answer });
}

function reused(message: string): StripeError {
  return new StripeError(400, { type: "idempotency_error", message }, false);
}

function otherEndpoint(saved: SavedAnswer, { key, endpoint }: KeyedRequest): string {
  return [
    "Keys for idempotent requests can only be used for the same endpoint they",
    `were first used for ('${saved.endpoint}' vs '${endpoint}'). Try using a`,
    `key other than '${key}' if you meant to execute a different request.`,
  ].join(" ");
}

function otherParameters({ key }: KeyedRequest): string {
  return [
    "Keys for idempotent requests can only be used with the same parameters",
    `they were first used with. Try using a key other than '${key}' if you`,
    "meant to execute a different request.",
  ].join(" ");
}
