/**
 * The sandbox's control API, for the panel alone: payments are made as with a real provider and know nothing of it.
 */
import "server-only";
import { z } from "zod";
import { systemClock } from "../clock";
import { env } from "../env";
import { exchange } from "../providers/http";
import { err, ok, type Result } from "../result";
import { callFault, DECLINES, type FaultWish, PROVIDERS, paymentFault } from "./fault";
import type { SandboxRefusal } from "./refusal";

const TIMEOUT_MS = 5_000;

const clock = z.object({ now: z.number(), offsetMs: z.number() });
const sums = z.object({
  authorization: z.number(),
  capture: z.number(),
  void: z.number(),
  refund: z.number(),
});
const bookSums = z.object({
  sums: z.array(z.object({ text: z.string(), currency: z.string(), sums })),
});
const offers = z.object({
  declines: z.array(
    z.object({ reason: z.enum(DECLINES), codes: z.record(z.enum(PROVIDERS), z.string()) }),
  ),
  cards: z.array(
    z.object({ provider: z.enum(PROVIDERS), number: z.string(), outcome: z.string() }),
  ),
});
const moved = clock.extend({ isNew: z.boolean() });

export type SandboxClock = z.infer<typeof clock>;
export type Offers = z.infer<typeof offers>;
export type BookSums = z.infer<typeof bookSums>["sums"];
type Answer<T> = Promise<Result<T, SandboxRefusal>>;

export type SandboxControl = ReturnType<typeof controlAt>;

/** Null where this installation uses no sandbox. */
export function sandboxControl(): SandboxControl | null {
  const { SANDBOX_URL, SANDBOX_CONTROL_KEY } = env();
  return SANDBOX_URL === undefined ? null : controlAt(SANDBOX_URL, SANDBOX_CONTROL_KEY ?? "");
}

function controlAt(baseUrl: string, key: string) {
  const ask = async <T>(
    schema: z.ZodType<T>,
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    body?: object,
  ): Answer<T> => {
    const answer = await exchange({
      method,
      url: new URL(`${baseUrl}/_control${path}`),
      headers: { "content-type": "application/json", "x-sandbox-key": key },
      body: body === undefined ? null : JSON.stringify(body),
      addresses: "any",
      timeoutMs: TIMEOUT_MS,
      signal: systemClock.deadline(TIMEOUT_MS),
    });
    if (!answer.ok) return err({ code: "sandbox_unreachable", detail: answer.error.detail });
    return read(schema, answer.value);
  };
  const at = (id: string) => encodeURIComponent(id);

  return {
    baseUrl,
    listFaults: () => ask(z.object({ faults: z.array(paymentFault) }), "GET", "/payment-faults"),
    listCallFaults: () => ask(z.object({ faults: z.array(callFault) }), "GET", "/faults"),
    /** Safe to repeat: the same id sets one fault; `isNew` says whether it was this call. */
    setFault: (id: string, wish: FaultWish) =>
      ask(
        z.object({ fault: paymentFault, isNew: z.boolean() }),
        "PUT",
        `/payment-faults/${at(id)}`,
        wish,
      ),
    stopFault: (id: string) =>
      ask(z.object({ stopped: z.boolean() }), "DELETE", `/payment-faults/${at(id)}`),
    removeCallFault: (id: string) =>
      ask(z.object({ removed: z.boolean() }), "DELETE", `/faults/${at(id)}`),
    readClock: () => ask(clock, "GET", "/clock"),
    /** Safe to repeat with the same key. */
    advanceClock: (advanceMs: number, moveKey: string) =>
      ask(moved, "POST", "/clock", { advanceMs, key: moveKey }),
    resetClock: () => ask(moved, "DELETE", "/clock"),
    readOffers: () => ask(offers, "GET", "/offers"),
    /** Of at most 50 orders at once. */
    sumBook: (orderIds: readonly string[]) =>
      orderIds.length === 0
        ? Promise.resolve(ok({ sums: [] }))
        : ask(bookSums, "POST", "/book/sums", { texts: orderIds }),
  };
}

function read<T>(
  schema: z.ZodType<T>,
  { status, text }: { status: number; text: string },
): Result<T, SandboxRefusal> {
  if (status === 401) return err({ code: "sandbox_key_refused" });
  if (status === 404) return err({ code: "fault_gone" });
  const json = jsonOf(text);
  if (status >= 300) {
    const said = z.object({ error: z.string() }).safeParse(json);
    return err({ code: "sandbox_refused", detail: said.data?.error ?? `It answered ${status}.` });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  return err({ code: "sandbox_refused", detail: "Its answer is not understood." });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
