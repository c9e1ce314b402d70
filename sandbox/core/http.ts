/** Requests, answers and the router. Everything that a handler sees of HTTP is in here. */
import type { Context } from "./context";
import type { Fault, FaultProvider } from "./faults";
import type { PaymentFault } from "./payment-faults";

export interface SandboxRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names; repeated headers are joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
  /** The `:name` parts of the route, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** A fault that the handler itself must act out (`decline`, `wrong_amount`), else null. */
  readonly fault: Fault | null;
  /** What was set for the whole payment that this request begins, else null. */
  readonly paymentFault: PaymentFault | null;
  /**
   * Waits as long as a `slow` fault says, else not at all. A handler that locks something (an
   * idempotency key) calls this while it holds the lock; others need not, the server waits for
   * them.
   */
  wait(): Promise<void>;
}

export interface SandboxResponse {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON, text and bytes as they are (set content-type), null as nothing. */
  body: object | Buffer | string | null;
}

export type Handler = (
  request: SandboxRequest,
  context: Context,
) => Promise<SandboxResponse> | SandboxResponse;

/** What faults are matched against. Routes without it (pages, control) never have faults. */
export interface RouteOptions {
  provider: FaultProvider;
  /** For example `payment_intents.create`, `payments.create`, `authorize`. */
  operation: string;
}

export interface Route {
  readonly method: string;
  readonly pattern: string;
  readonly segments: readonly string[];
  readonly handler: Handler;
  readonly options: RouteOptions | null;
}

/** One route. `:name` matches one path segment. */
export function route(
  method: string,
  pattern: string,
  handler: Handler,
  options: RouteOptions | null = null,
): Route {
  return { method, pattern, segments: segmentsOf(pattern), handler, options };
}

export type RouteMatch =
  | { kind: "found"; route: Route; params: Record<string, string> }
  | { kind: "wrong_method"; allowed: string[] }
  | { kind: "none" };

/** The first route that fits, so a literal route must stand before a `:name` route like it. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const parts = segmentsOf(path);
  const allowed: string[] = [];
  for (const candidate of routes) {
    const params = paramsOf(candidate.segments, parts);
    if (params === null) continue;
    if (candidate.method === method) return { kind: "found", route: candidate, params };
    allowed.push(candidate.method);
  }
  return allowed.length > 0 ? { kind: "wrong_method", allowed } : { kind: "none" };
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
}

function paramsOf(pattern: readonly string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = parts[index] ?? "";
    if (expected.startsWith(":")) {
      const decoded = decode(actual);
      if (decoded === null) return null;
      params[expected.slice(1)] = decoded;
    } else if (expected !== actual) return null;
  }
  return params;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** The body as JSON, or null when it is not JSON. An empty body is null as well. */
export function jsonBody(request: SandboxRequest): unknown {
  try {
    return JSON.parse(request.rawBody.toString("utf8"));
  } catch {
    return null;
  }
}

/** The body as a JSON object, or null when it is anything else. */
export function jsonObject(request: SandboxRequest): Record<string, unknown> | null {
  const parsed = jsonBody(request);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return null;
  return { ...parsed };
}
