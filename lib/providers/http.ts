/**
 * The one HTTP door of providers: external gateways through it directly, Stripe's SDK as its
 * transport. It follows no redirect, repeats nothing, caps time and size, and knows whether a
 * request ever left this machine.
 */
import { lookup as dnsLookup } from "node:dns";
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP, type LookupFunction, type Socket } from "node:net";
import type { Result } from "../result";
import { CONNECT_TIMEOUT_MS } from "./deadline";
import type { ProviderError } from "./provider";
import { isLoopbackAddress, isPublicAddress } from "./public-address";

/**
 * Where a URL may lead. `any`: an address of our own configuration. `public`: a merchant's, https
 * and the public internet only. `public_or_loopback`: the same, and this machine by http, for test
 * mode.
 */
export type AddressRule = "any" | "public" | "public_or_loopback";

export type HttpExchange = {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string | string[] | number>>;
  body: string | null;
  addresses: AddressRule;
  timeoutMs: number;
  signal: AbortSignal;
};
export type HttpAnswer = {
  status: number;
  headers: Record<string, string | string[]>;
  text: string;
};
/** `sent` false: the other side certainly saw nothing. `refused`: we would not send it there. */
export type HttpFailure = { sent: boolean; refused: boolean; detail: string };

/** An answer larger than this is cut off: no provider's answer comes near it. */
export const ANSWER_BYTES_MAX = 1024 * 1024;
// A pooled connection is dropped before most servers drop it, so that few requests meet a dead one.
const AGENT = { keepAlive: true, timeout: 4_000, maxSockets: 256 };

const agents = {
  any: { http: new HttpAgent(AGENT), https: new HttpsAgent(AGENT) },
  public: { http: new HttpAgent(AGENT), https: new HttpsAgent(AGENT) },
  public_or_loopback: { http: new HttpAgent(AGENT), https: new HttpsAgent(AGENT) },
} as const satisfies Record<AddressRule, { http: HttpAgent; https: HttpsAgent }>;

/** What the rule has against the URL as it is written, in a sentence; null when nothing. */
export function refuseUrl(url: URL, rule: AddressRule): string | null {
  if (url.protocol !== "https:" && url.protocol !== "http:") return "The address must use https.";
  if (url.username !== "" || url.password !== "") return "The address must not hold a password.";
  if (rule === "any") return null;
  const host = hostOf(url);
  if (isIP(host) !== 0) {
    if (isAllowed(host, url.protocol, rule)) return null;
    return `The address ${host} is not public.`;
  }
  // A name may still lead to loopback; whether it does is seen when it is resolved.
  if (url.protocol === "http:" && rule === "public") return "The address must use https.";
  return null;
}

/** One request and its answer, whatever the status. Never rejects. */
export async function exchange(request: HttpExchange): Promise<Result<HttpAnswer, HttpFailure>> {
  const refusal = refuseUrl(request.url, request.addresses);
  if (refusal !== null) return failed({ sent: false, refused: true, detail: refusal });
  if (request.signal.aborted) {
    return failed({ sent: false, refused: false, detail: "Given up before it was sent." });
  }
  return await send(request);
}

/** May it have happened? `not sent` is a clear no, and so is an address that we refuse. */
export function errorOfFailure(failure: HttpFailure): ProviderError {
  if (failure.refused) return { code: "provider_rejected_request", detail: failure.detail };
  const code = failure.sent ? "provider_indeterminate" : "provider_unreachable";
  return { code, detail: failure.detail };
}

class AddressRefused extends Error {}

function send(exchanged: HttpExchange): Promise<Result<HttpAnswer, HttpFailure>> {
  const { url, addresses, timeoutMs, signal, body } = exchanged;
  const secure = url.protocol === "https:";
  return new Promise((resolve) => {
    let sent = false;
    let ended = false;
    // After a stall of this process, what has arrived meanwhile is looked at before time is up.
    const setTimer = (expire: () => void, ms: number) =>
      setTimeout(() => setImmediate(() => (ended ? undefined : expire())), ms);
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: exchanged.method,
      headers: exchanged.headers,
      agent: agents[addresses][secure ? "https" : "http"],
      lookup: lookupFor(url.protocol, addresses),
    });
    const fail = (detail: string, refused = false): void => {
      end();
      request.destroy();
      resolve(failed({ sent, refused, detail }));
    };
    const onAbort = (): void => fail("Given up by the caller.");
    const total = setTimer(() => fail(`No answer within ${timeoutMs} ms.`), timeoutMs);
    const connect = setTimer(() => {
      if (!sent) fail(`No connection within ${CONNECT_TIMEOUT_MS} ms.`);
    }, CONNECT_TIMEOUT_MS);
    const end = (): void => {
      ended = true;
      clearTimeout(total);
      clearTimeout(connect);
      signal.removeEventListener("abort", onAbort);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    request.on("socket", (socket: Socket) => {
      const connected = (): void => {
        sent = true;
        clearTimeout(connect);
      };
      // A pooled connection, and one that is past its handshake, may carry the request at any
      // moment.
      if (!socket.connecting && (request.reusedSocket || !secure)) connected();
      else socket.once(secure ? "secureConnect" : "connect", connected);
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      const refused = error instanceof AddressRefused;
      fail(refused ? error.message : `The connection failed: ${error.code ?? "unknown"}.`, refused);
    });
    request.on("response", (response) => {
      read(response).then(
        (text) => {
          end();
          const headers = headersOf(response);
          resolve({ ok: true, value: { status: response.statusCode ?? 0, headers, text } });
        },
        (error: Error) => fail(error.message),
      );
    });
    request.end(body ?? undefined);
  });
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      const part = chunk as Buffer;
      bytes += part.length;
      if (bytes > ANSWER_BYTES_MAX) break;
      chunks.push(part);
    }
  } catch {
    throw new Error("The answer broke off.");
  }
  if (bytes > ANSWER_BYTES_MAX) throw new Error(`The answer is over ${ANSWER_BYTES_MAX} bytes.`);
  if (!response.complete) throw new Error("The answer broke off.");
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * Resolves and checks in one step, so that the connection goes to the very address that was
 * checked.
 */
function lookupFor(protocol: string, rule: AddressRule): LookupFunction {
  return (hostname, options, callback) => {
    dnsLookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const bad = found.find(({ address }) => !isAllowed(address, protocol, rule));
      if (bad !== undefined) {
        return callback(new AddressRefused(`The address of ${hostname} is not public.`), []);
      }
      if (options.all === true) return callback(null, found);
      const first = found[0];
      if (first === undefined) return callback(new Error(`No address for ${hostname}.`), []);
      callback(null, first.address, first.family);
    });
  };
}

function isAllowed(address: string, protocol: string, rule: AddressRule): boolean {
  switch (rule) {
    case "any":
      return true;
    case "public":
      return protocol === "https:" && isPublicAddress(address);
    case "public_or_loopback":
      if (isLoopbackAddress(address)) return true;
      return protocol === "https:" && isPublicAddress(address);
  }
}

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

function headersOf(response: IncomingMessage): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}

const failed = (failure: HttpFailure): { ok: false; error: HttpFailure } => ({
  ok: false,
  error: failure,
});
