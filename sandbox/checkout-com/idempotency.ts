/**
 * `Cko-Idempotency-Key`: a processed request is answered again as it was; a refused one (4xx) is
 * not
 * stored and may be tried again. Checkout.com documents no check that the body is the same, so a
 * repeated key with another body is answered too, with a warning header of our own.
 */
import { createHash } from "node:crypto";
import type { Context } from "../core/context";
import type { SandboxRequest, SandboxResponse } from "../core/http";
import { inProgress } from "./answers";

const KEYS = "checkout_com.idempotency";
const SETTINGS = "checkout_com.settings";
/** 24 hours; the documentation has also said 120 s for test accounts, hence the setting. */
const WINDOW_MS = 24 * 3_600_000;

type Stored = { request: string; response: SandboxResponse; atMs: number };

const running = new WeakMap<Context, Set<string>>();

/**
 * Runs `work` at most once per key and account; `work` is synchronous, so all it writes is one
 * batch.
 */
export async function once(
  request: SandboxRequest,
  context: Context,
  account: string,
  work: () => SandboxResponse,
): Promise<SandboxResponse> {
  const key = request.headers["cko-idempotency-key"];
  if (key === undefined || key === "") return context.store.batch(work);
  const id = `${account} ${key}`;
  const locks = running.get(context) ?? new Set<string>();
  running.set(context, locks);
  if (locks.has(id)) return inProgress();
  locks.add(id);
  try {
    await request.wait();
    return context.store.batch(() => replayOrRun(request, context, id, work));
  } finally {
    locks.delete(id);
  }
}

function replayOrRun(
  request: SandboxRequest,
  context: Context,
  id: string,
  work: () => SandboxResponse,
): SandboxResponse {
  const stored = context.store.get<Stored>(KEYS, id);
  const fingerprint = createHash("sha256")
    .update(request.path)
    .update(request.rawBody)
    .digest("hex");
  if (stored !== undefined && context.now() - stored.atMs < windowMs(context)) {
    if (stored.request === fingerprint) return stored.response;
    const headers = { ...stored.response.headers, "sandbox-warning": "idempotency-key-reused" };
    return { ...stored.response, headers };
  }
  const response = work();
  if (response.status < 300) {
    context.store.put<Stored>(KEYS, id, { request: fingerprint, response, atMs: context.now() });
  }
  return response;
}

function windowMs(context: Context): number {
  return context.store.get<{ windowMs: number }>(SETTINGS, "idempotency")?.windowMs ?? WINDOW_MS;
}
