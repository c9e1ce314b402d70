/**
 * The official SDK, with its traps closed: the axios client, because the default one ignores
 * `timeout`; a deadline of our own around it; the key set after construction, because
 * CKO_SECRET_KEY and CKO_SECRET of the environment would win over ours; its errors read by
 * `http_code` and `name`, because 409 has a misleading class and bundling renames all.
 */
import { Checkout } from "checkout-sdk-node";
import { isJsonObject, type JsonObject } from "../../json";
import { err, ok, type Result } from "../../result";
import { withinDeadline } from "../deadline";
import type { ProviderCall } from "../provider";
import { scrubObject } from "../scrub";
import { type CheckoutComConfig, hostOf } from "./config";

export type CheckoutComCall = Omit<ProviderCall<CheckoutComConfig>, "idempotencyKey" | "record"> &
  Partial<Pick<ProviderCall<CheckoutComConfig>, "idempotencyKey" | "record">>;

/** `status` null: no answer at all, and `sent` says whether it may have been acted upon. */
export type CheckoutComProblem =
  | { status: null; sent: boolean; detail: string }
  /** `codes` are the `error_codes` of a 422; 401, 403 and 404 come without a body. */
  | { status: number; codes: readonly string[] };

type Description = {
  method: "GET" | "POST" | "DELETE";
  path: string;
  body: JsonObject | null;
  /** What a success is answered with: the SDK keeps the status to itself. */
  expected: (body: unknown) => number;
};

// Errors of the time before a request is written. Anything else may have been acted upon.
const UNSENT = new RegExp(
  [
    "\\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)\\b",
    "\\b(EPROTO|CERT_\\w+|ERR_TLS_\\w+)\\b",
    "self-signed certificate|unable to (verify|get)|certificate has expired|altnames",
    "secure TLS connection was established",
  ].join("|"),
);

/** Runs one SDK call; the answer's body is not checked yet. Rejects only for a bug. */
export async function callCheckoutCom(
  call: CheckoutComCall,
  description: Description,
  work: (sdk: Checkout) => Promise<unknown>,
): Promise<Result<unknown, CheckoutComProblem>> {
  const { method, path, body } = description;
  const request = { method, path, body: scrubObject(body) };
  const tell = (status: number | null, answer: unknown): void =>
    call.record?.({
      request,
      answer: status === null ? null : { status, body: scrubObject(answer) },
    });
  const failed = (problem: CheckoutComProblem, answer: unknown = null) => {
    tell(problem.status, answer);
    return err(problem);
  };
  if (call.signal.aborted) {
    return failed({ status: null, sent: false, detail: "Given up before it was sent." });
  }
  const limits = { timeoutMs: call.config.timeout_ms, signal: call.signal };
  try {
    const done = await withinDeadline(limits, () => work(clientFor(call.config)));
    if (done.kind === "done") {
      tell(description.expected(done.value), done.value);
      return ok(done.value);
    }
    const detail = done.kind === "timeout" ? noAnswer(limits) : "Given up by the caller.";
    return failed({ status: null, sent: true, detail });
  } catch (error) {
    const fields = fieldsOf(error);
    if (fields === null) throw error;
    return failed(problemOf(fields, noAnswer(limits)), fields.body);
  }
}

const noAnswer = ({ timeoutMs }: { timeoutMs: number }): string =>
  `No answer within ${timeoutMs} ms.`;

function clientFor(config: CheckoutComConfig): Checkout {
  const client = new Checkout(config.secret_key, {
    host: hostOf(config),
    httpClient: "axios",
    timeout: config.timeout_ms,
    pk: config.public_key,
  });
  // The endpoints share this object. With `sk` set, neither a key nor OAuth credentials of the
  // environment are used.
  client.config.sk = authorizationOf(config.secret_key);
  return client;
}

// As the SDK has it: keys of the current platform are Bearer tokens, older ones stand alone.
const authorizationOf = (key: string): string =>
  /^sk_(sbox_)?[a-z2-7]{26}[a-z2-7*#$=]$/.test(key) ? `Bearer ${key}` : key;

type ErrorFields = { name: string; status: number | null; body: unknown };

/** Null for what is no error of the SDK's. */
function fieldsOf(error: unknown): ErrorFields | null {
  if (!(error instanceof Error)) return null;
  const known = "http_code" in error || "body" in error;
  if (!known) return null;
  const status: unknown = Reflect.get(error, "http_code");
  return {
    name: error.name,
    status: typeof status === "number" && status > 0 ? status : null,
    body: Reflect.get(error, "body"),
  };
}

function problemOf({ name, status, body }: ErrorFields, late: string): CheckoutComProblem {
  // The SDK's own checks come before anything is sent.
  if (name === "ValueError") return { status: 422, codes: [`sdk: ${String(body)}`] };
  if (name === "ApiTimeout") return { status: null, sent: true, detail: late };
  if (status === null) {
    const text = typeof body === "string" ? body : "";
    const reason = text.split("reason: ")[1] ?? "The connection failed.";
    return { status: null, sent: !UNSENT.test(text), detail: reason };
  }
  // An answer that broke off reads as an error with the status of its head, 200 for one.
  if (status < 300) return { status: null, sent: true, detail: "The answer broke off." };
  const codes = isJsonObject(body) && Array.isArray(body.error_codes) ? body.error_codes : [];
  return { status, codes: codes.filter((code) => typeof code === "string") };
}
