/**
 * What every Stripe endpoint has in common: keys, versions, forms, idempotency, expansion, errors.
 */
import { keyOf, stripeCredential } from "../core/accounts";
import type { Context } from "../core/context";
import type { Fault } from "../core/faults";
import { type Route, route, type SandboxRequest, type SandboxResponse } from "../core/http";
import type { PaymentFault } from "../core/payment-faults";
import { type Account, openAccount, type Work } from "./account";
import { keyError, StripeError } from "./errors";
import { expand } from "./expand";
import { canonicalForm, decodeForm, type FormObject } from "./form";
import { type KeyedRequest, lockKey, replay, saveAnswer } from "./idempotency";
import { list, text } from "./params";
import { API_VERSION } from "./version";

export interface Call extends Work {
  /** The parameters without `expand`. */
  form: FormObject;
  /** The `:id` of the path, or "". */
  id: string;
  publishable: boolean;
  fault: Fault | null;
  paymentFault: PaymentFault | null;
}

/** The object that answers, its members not expanded. Throws StripeError. */
export type Operation = (call: Call) => object;

interface EndpointOptions {
  /** Whether a publishable key may call it; the operation itself limits what it shows. */
  publishable?: boolean;
}

/** How long a request holds its idempotency key at least: near enough to a real bank's answer. */
const WORK_MS = 10;

export function endpoint(
  method: "GET" | "POST" | "DELETE",
  path: string,
  operation: string,
  run: Operation,
  options: EndpointOptions = {},
): Route {
  return route(method, path, (request, context) => serve(request, context, run, options), {
    provider: "stripe",
    operation,
  });
}

async function serve(
  request: SandboxRequest,
  context: Context,
  run: Operation,
  options: EndpointOptions,
): Promise<SandboxResponse> {
  const requestId = context.ids.base62("req_", 14);
  const key = request.headers["idempotency-key"] ?? "";
  let response: SandboxResponse;
  try {
    const { account, publishable } = authenticate(request, context, options);
    const form = formOf(request);
    const idempotencyKey = request.method === "POST" && key !== "" ? key : null;
    const work = { context, account, request: { id: requestId, idempotencyKey } };
    const id = request.params.id ?? "";
    const { fault, paymentFault } = request;
    const call: Call = { ...work, form, id, publishable, fault, paymentFault };
    response =
      idempotencyKey === null
        ? answer(call, run, null)
        : await serveOnce(request, call, run, idempotencyKey);
  } catch (error) {
    response = errorResponse(error, requestId);
  }
  const echo: Record<string, string> = key === "" ? {} : { "idempotency-key": key };
  return {
    ...response,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "Request-Id, Stripe-Version",
      "request-id": requestId,
      "stripe-version": API_VERSION,
      ...echo,
      ...response.headers,
    },
  };
}

/** One request at a time per key; a finished one is answered from memory. */
async function serveOnce(
  request: SandboxRequest,
  call: Call,
  run: Operation,
  key: string,
): Promise<SandboxResponse> {
  const unlock = lockKey(call.context.store, call.account, key);
  try {
    const keyed: KeyedRequest = {
      key,
      endpoint: `${request.method} ${request.path}`,
      parameters: canonicalForm(call.form),
      now: call.context.now(),
    };
    const replayed = replay(call.account, keyed);
    if (replayed !== null) return replayed;
    await request.wait();
    await new Promise((resolve) => setTimeout(resolve, WORK_MS));
    return answer(call, run, keyed);
  } finally {
    unlock();
  }
}

/** Runs the operation and keeps its answer in the same write as what it did. */
function answer(call: Call, run: Operation, keyed: KeyedRequest | null): SandboxResponse {
  const requestId = call.request?.id ?? "";
  return call.context.store.batch(() => {
    let response: SandboxResponse & { body: object };
    let saved = true;
    try {
      const paths = expansions(call.form);
      response = { status: 200, body: expand(call.account, run(call), paths) };
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      response = errorResponse(error, requestId);
      saved = error.saved;
    }
    if (keyed !== null && saved) {
      const { status, body } = response;
      // A copy: later changes of the object must not change the answer.
      saveAnswer(call.account, keyed, { status, body: structuredClone(body), requestId });
    }
    return response;
  });
}

/** Takes `expand` out of the form, so that the operations need not know of it. */
function expansions(form: FormObject): string[] {
  const given = form.get("expand");
  form.delete("expand");
  return given === undefined || given === "" ? [] : list(text()).parse(given, "expand");
}

function errorResponse(error: unknown, requestId: string): SandboxResponse & { body: object } {
  if (!(error instanceof StripeError)) throw error;
  const log = `https://dashboard.stripe.com/test/logs/${requestId}`;
  return { status: error.status, body: { error: { ...error.body, request_log_url: log } } };
}

function authenticate(
  request: SandboxRequest,
  context: Context,
  options: EndpointOptions,
): { account: Account; publishable: boolean } {
  const key = keyOf(request.headers.authorization);
  if (key === "") {
    throw keyError(
      [
        "You did not provide an API key. You need to provide your API key in the",
        "Authorization header, using Bearer auth (e.g. 'Authorization: Bearer",
        "YOUR_SECRET_KEY').",
      ].join(" "),
    );
  }
  const credential = stripeCredential(key);
  if (credential === null) throw keyError(`Invalid API Key provided: ${masked(key)}`);
  const publishable = credential.kind === "publishable";
  if (publishable && options.publishable !== true) {
    throw keyError(
      "This API call cannot be made with a publishable API key. Please use a secret API key.",
      "secret_key_required",
    );
  }
  checkVersion(request.headers["stripe-version"]);
  const connected = request.headers["stripe-account"];
  const suffix = connected === undefined ? "" : `:${connected}`;
  return { account: openAccount(context, `${credential.account}${suffix}`), publishable };
}

function checkVersion(version: string | undefined): void {
  if (version === undefined || version === API_VERSION) return;
  const message = [
    `Invalid Stripe API version: ${version}. This sandbox speaks ${API_VERSION}`,
    "only.",
  ].join(" ");
  throw new StripeError(400, { type: "invalid_request_error", message }, false);
}

/** The first letters and the last four, as Stripe shows a wrong key. */
function masked(key: string): string {
  return key.length < 12 ? "*".repeat(key.length) : `${key.slice(0, 8)}****${key.slice(-4)}`;
}

function formOf(request: SandboxRequest): FormObject {
  if (request.method !== "POST") return decodeForm(request.query.toString());
  const body = request.rawBody.toString("utf8");
  const type = request.headers["content-type"] ?? "";
  if (body !== "" && !type.startsWith("application/x-www-form-urlencoded")) {
    const message = [
      "Invalid request: the content type must be",
      `application/x-www-form-urlencoded, not ${type || "absent"}.`,
    ].join(" ");
    throw new StripeError(400, { type: "invalid_request_error", message }, false);
  }
  return decodeForm(body);
}
