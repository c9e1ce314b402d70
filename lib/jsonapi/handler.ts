import "server-only";
import { tokenKey } from "../auth/api-token-key";
import { revocations } from "../auth/revocation-store";
import { brokenRuleOf } from "../db/broken-rule";
import { databaseTurn } from "../db/client";
import { isDatabaseGone } from "../db/is-database-gone";
import { newTraceId } from "../ids";
import { log } from "../log";
import { parts } from "../parts";
import { addressOf } from "./address";
import { type Answer, refusal, responseOf } from "./answers";
import { conflict, databaseGone, internalError, overloaded } from "./api-error";
import { authenticate } from "./authenticate";
import { answerCall } from "./endpoints";
import { findResource } from "./registry";
import { refuseAccept } from "./request";
import { scopedTo } from "./scoped-stores";

/**
 * What is unique and chosen by clients. Nothing else is answered as theirs: where two payments collide, a guard of ours is
 * missing, and that must be seen.
 */
const CLIENTS_OWN: ReadonlySet<string> = new Set([
  "orders_client_number_key",
  "shipments_number_key",
]);
const TAKEN = "A record with the same unique value has been written meanwhile.";

/** The JSON:API's one door: every request comes through here, and no exception leaves it. */
export async function handleApi(
  request: Request,
  { type, path }: { type: string; path: readonly string[] },
): Promise<Response> {
  const traceId = newTraceId();
  try {
    return responseOf(await answer(request, { type, path, traceId }), traceId);
  } catch (error) {
    if (isDatabaseGone(error)) {
      log.warn({ err: error, traceId, method: request.method, type }, "the database is gone");
      return responseOf(refusal([databaseGone()], { "retry-after": "1" }), traceId);
    }
    // Two requests wanted the same at once, and the other was first.
    if (CLIENTS_OWN.has(brokenRuleOf(error)?.constraint ?? "")) {
      log.warn(
        { err: error, traceId, method: request.method, type },
        "a value was taken meanwhile",
      );
      return responseOf(refusal([conflict(TAKEN, "not_unique")]), traceId);
    }
    log.error({ err: error, traceId, method: request.method, type }, "an API request failed");
    return responseOf(refusal([internalError()]), traceId);
  }
}

async function answer(
  request: Request,
  { type, path, traceId }: { type: string; path: readonly string[]; traceId: string },
): Promise<Answer> {
  const unaccepted = refuseAccept(request.headers);
  if (unaccepted) return refusal([unaccepted]);
  if (!(await databaseTurn())) return refusal([overloaded()], { "retry-after": "1" });
  const deps = await parts({ kind: "api_client", id: null, traceId });
  const caller = await authenticate(request.headers, {
    key: tokenKey(),
    now: deps.clock.now(),
    revocations: revocations(),
  });
  if (!caller.ok) return refusal([caller.error], { "www-authenticate": "Bearer" });
  const address = addressOf(type, path, caller.value);
  if ("code" in address) return refusal([address]);
  const context = {
    caller: caller.value,
    traceId,
    deps: scopedTo(caller.value, deps),
    idempotencyKey: request.headers.get("idempotency-key"),
    resourceOf: findResource,
  };
  return answerCall({ request, address, context });
}
