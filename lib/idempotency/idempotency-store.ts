import "server-only";
import { prisma } from "../db/client";
import { isJsonObject, type JsonObject } from "../json";
import { decrypt, encrypt } from "../secrets";

/** How long an answer is kept. Clients that repeat later start anew. */
const KEPT_MS = 24 * 3_600_000;
/**
 * A request that has not answered by then died with its process: the next one with its key takes
 * over.
 */
const ABANDONED_AFTER_MS = 120_000;

export type KeptAnswer = { status: number; body: JsonObject };
export type Begun =
  | { kind: "started" }
  | { kind: "answered"; answer: KeptAnswer }
  | { kind: "running" }
  | { kind: "other_request" };

type Claim = { scope: string; key: string; requestHash: string; now: Date };

/**
 * Claims a key for one request, atomically: of two at once, one is started and the other told that
 * it runs. A request that is started must be finished or released.
 */
export async function beginRequest({ scope, key, requestHash, now }: Claim): Promise<Begun> {
  const abandoned = new Date(now.getTime() - ABANDONED_AFTER_MS);
  const expired = new Date(now.getTime() - KEPT_MS);
  const started = await prisma().$queryRaw<unknown[]>`
    INSERT INTO idempotency_keys AS k (scope, key, request_hash, created_at)
    VALUES (${scope}, ${key}, ${requestHash}, ${now})
    ON CONFLICT (scope, key) DO UPDATE SET request_hash = EXCLUDED.request_hash,
      status = NULL, body = NULL, created_at = EXCLUDED.created_at, finished_at = NULL
    WHERE k.created_at < ${expired} OR (k.status IS NULL AND k.created_at < ${abandoned})
    RETURNING 1`;
  if (started.length > 0) return { kind: "started" };
  const kept = await prisma().idempotencyKey.findUnique({ where: { scope_key: { scope, key } } });
  if (kept === null) return { kind: "running" }; // Released just now: the client may repeat.
  if (kept.requestHash !== requestHash) return { kind: "other_request" };
  if (kept.status === null) return { kind: "running" };
  return { kind: "answered", answer: { status: kept.status, body: openBody(kept.body) } };
}

/** Answers may hold secrets (a Stripe intent's), so they lie encrypted. */
function openBody(body: unknown): JsonObject {
  const sealed = typeof body === "object" && body !== null && "sealed" in body ? body.sealed : null;
  const opened = typeof sealed === "string" ? decrypt(sealed) : null;
  if (!isJsonObject(opened)) throw new Error("A kept answer cannot be read.");
  return opened;
}

export async function finishRequest(
  { scope, key, now }: Omit<Claim, "requestHash">,
  { status, body }: KeptAnswer,
): Promise<void> {
  await prisma().idempotencyKey.update({
    where: { scope_key: { scope, key } },
    data: { status, body: { sealed: encrypt(body) }, finishedAt: now },
  });
}

/** After an answer that is not worth keeping (a failure of ours): the same key may try again. */
export async function releaseRequest({ scope, key }: Pick<Claim, "scope" | "key">): Promise<void> {
  await prisma().idempotencyKey.deleteMany({ where: { scope, key, status: null } });
}

/** For the sweep: how many rows were too old to be of use. */
export async function dropOldKeys(now: Date): Promise<number> {
  const { count } = await prisma().idempotencyKey.deleteMany({
    where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } },
  });
  return count;
}
