import { createHash } from "node:crypto";
import {
  beginRequest,
  finishRequest,
  type KeptAnswer,
  releaseRequest,
} from "../idempotency/idempotency-store";
import type { JsonObject } from "../json";
import { type Answer, refusal } from "./answers";
import { badHeader, conflict } from "./api-error";
import { errorsOf } from "./errors";
import type { ApiContext } from "./resource";

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Our documented extension: a repeated request with the same `Idempotency-Key` gets the first one's
 * answer, whatever has happened since; another body under the same key is 422, and a request that
 * still runs 409. Without the header every request acts.
 */
export async function idempotently(
  { request, data, context }: { request: Request; data: JsonObject; context: ApiContext },
  act: () => Promise<Answer>,
): Promise<Answer> {
  const key = context.idempotencyKey;
  if (key === null) return act();
  if (!KEY.test(key)) {
    return refusal([badHeader("Idempotency-Key", "must be 1 to 255 visible ASCII characters")]);
  }
  const { id, ownerId } = context.caller;
  // A customer's answers are nobody else's, though all of them come through one client.
  const scope = ownerId ? `api:${id}:${ownerId}` : `api:${id}`;
  const { pathname, search } = new URL(request.url);
  const requestHash = createHash("sha256")
    .update(JSON.stringify([request.method, pathname, search, data]))
    .digest("hex");
  const now = () => context.deps.clock.now();
  const begun = await beginRequest({ scope, key, requestHash, now: now() });
  switch (begun.kind) {
    case "answered":
      return replayed(begun.answer);
    case "other_request":
      return refusal(errorsOf({ code: "idempotency_conflict" }));
    case "running":
      return refusal([conflict("A request with this Idempotency-Key is running.", "running")]);
    case "started":
      break;
    default:
      throw new Error(`Unknown: ${begun satisfies never}`);
  }
  const claim = { scope, key };
  try {
    const answer = await act();
    if (isFinal(answer)) await finishRequest({ ...claim, now: now() }, keptOf(answer));
    else await releaseRequest(claim);
    return answer;
  } catch (error) {
    await releaseRequest(claim);
    throw error;
  }
}

/**
 * What the same request would be told again. Failures of ours and "wait" are not: they may pass.
 */
const isFinal = ({ status }: Answer): boolean => status < 500 && status !== 409 && status !== 429;

const keptOf = ({ status, body }: Answer): KeptAnswer => ({
  status,
  body: JSON.parse(JSON.stringify(body)) as JsonObject, // As it goes over the wire.
});

const replayed = ({ status, body }: KeptAnswer): Answer => ({
  status,
  body,
  headers: { "idempotent-replayed": "true" },
});
