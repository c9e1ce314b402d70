/**
 * The official SDK over our own HTTP door. Its retries, its 80 s timeout and its telemetry are off:
 * a call is repeated only by whoever keeps its idempotency key.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import Stripe from "stripe";
import { assert } from "../../assert";
import { err, ok, type Result } from "../../result";
import { exchange, type HttpAnswer, type HttpFailure } from "../http";
import type { ProviderCall } from "../provider";
import { scrubObject, scrubText } from "../scrub";
import type { StripeConfig } from "./config";

export type StripeCall = Omit<ProviderCall<StripeConfig>, "idempotencyKey" | "record"> &
  Partial<Pick<ProviderCall<StripeConfig>, "idempotencyKey" | "record">>;

/**
 * Either no answer came, or Stripe answered with an error object (or with something unreadable).
 */
export type StripeProblem =
  | { kind: "no_answer"; failure: HttpFailure }
  | { kind: "error"; error: StripeErrorFields };

/** What we read of the SDK's errors. Never their class: bundling renames classes. */
export type StripeErrorFields = {
  /** Null when the answer was unreadable. */
  status: number | null;
  rawType: string | null;
  code: string | null;
  declineCode: string | null;
  param: string | null;
  message: string;
  paymentIntent: unknown;
};

type Wire = { call: StripeCall; failure: HttpFailure | null };
const wires = new AsyncLocalStorage<Wire>();

const CLIENTS_MAX = 64;
const clients = new Map<string, Stripe>();

/** Runs one SDK call. Rejects only for a bug: whatever Stripe answers is a value. */
export async function callStripe<T>(
  call: StripeCall,
  work: (stripe: Stripe, options: Stripe.RequestOptions) => Promise<T>,
): Promise<Result<T, StripeProblem>> {
  const wire: Wire = { call, failure: null };
  const { idempotencyKey, config } = call;
  const options: Stripe.RequestOptions = {
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(config.connected_account === null ? {} : { stripeAccount: config.connected_account }),
  };
  try {
    return ok(await wires.run(wire, () => work(clientFor(config), options)));
  } catch (error) {
    if (wire.failure !== null) return err({ kind: "no_answer", failure: wire.failure });
    const fields = fieldsOf(error);
    if (fields === null) throw error;
    return err({ kind: "error", error: fields });
  }
}

function clientFor(config: StripeConfig): Stripe {
  const id = `${config.api_base ?? ""} ${config.login}`;
  const known = clients.get(id);
  if (known !== undefined) return known;
  const oldest = clients.keys().next().value;
  if (clients.size >= CLIENTS_MAX && oldest !== undefined) clients.delete(oldest);
  const client = new Stripe(config.login, {
    httpClient: transport,
    maxNetworkRetries: 0,
    telemetry: false,
    ...(config.api_base === null ? {} : addressOf(config.api_base)),
  });
  clients.set(id, client);
  return client;
}

function addressOf(base: string): { protocol: "http" | "https"; host: string; port: string } {
  const url = new URL(base);
  const protocol = url.protocol === "http:" ? "http" : "https";
  const port = url.port === "" ? (protocol === "http" ? "80" : "443") : url.port;
  return { protocol, host: url.hostname, port };
}

/**
 * The SDK asks it for every request; the call that it serves is found through the async context.
 */
const transport: Stripe.HttpClient = {
  getClientName: () => "kassa",
  makeRequest: async (host, port, path, method, headers, body, protocol) => {
    const wire = wires.getStore();
    assert(wire !== undefined, "Stripe is called through callStripe only");
    const { call } = wire;
    const request = { method, path: scrubText(path), body: bodyOf(body) };
    const answer = await exchange({
      method,
      url: new URL(`${protocol}://${host}:${port}${path}`),
      headers: headers as Record<string, string>,
      body,
      addresses: "any",
      timeoutMs: call.config.timeout_ms,
      signal: call.signal,
    });
    if (!answer.ok) {
      wire.failure = answer.error;
      call.record?.({ request, answer: null });
      throw new Error(answer.error.detail);
    }
    const { status, text } = answer.value;
    call.record?.({ request, answer: { status, body: scrubObject(parse(text)) } });
    return responseOf(answer.value);
  },
};

function responseOf({ status, headers, text }: HttpAnswer): Stripe.HttpClientResponse {
  return {
    getStatusCode: () => status,
    getHeaders: () => headers as Record<string, string>,
    getRawResponse: () => ({}),
    toStream: () => {
      throw new Error("Streaming is not used.");
    },
    toJSON: async () => {
      const body = parse(text);
      // The SDK takes any object without `error` for a success, whatever the status.
      const isReadable = typeof body === "object" && body !== null && !Array.isArray(body);
      if (!isReadable || (status >= 300 && !("error" in body)))
        throw new Error("Unreadable answer");
      return body;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The form as it was sent, one member per field. */
function bodyOf(form: string) {
  return form === "" ? null : scrubObject(Object.fromEntries(new URLSearchParams(form)));
}

function fieldsOf(error: unknown): StripeErrorFields | null {
  if (!(error instanceof Error) || !("rawType" in error) || !("statusCode" in error)) return null;
  const text = (name: string): string | null => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : null;
  };
  return {
    status: typeof error.statusCode === "number" ? error.statusCode : null,
    rawType: text("rawType"),
    code: text("code"),
    declineCode: text("decline_code"),
    param: text("param"),
    message: error.message,
    paymentIntent: Reflect.get(error, "payment_intent"),
  };
}
