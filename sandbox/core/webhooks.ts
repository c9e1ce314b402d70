/**
 * Signed deliveries, at least once, in no promised order: stored first, sent after the answer, and
 * repeated on the provider's schedule until the receiver answers 2xx.
 */
import type { Context } from "./context";
import type { FaultProvider, Faults } from "./faults";
import { post } from "./post";
import { type HandedOver, handedOver, headersOf } from "./signing";
import type { Store } from "./store";
import { dueAfterReturn } from "./tasks";
import { fateOf, type WebhookFate } from "./webhook-trouble";

export interface NewDelivery {
  provider: FaultProvider;
  account: string;
  eventId: string;
  eventType: string;
  url: string;
  body: string;
  /** A name given to `registerSigner`. */
  signer: string;
  secret: string;
  /** Headers beside the signature, for instance an Authorization that the receiver asked for. */
  headers?: Record<string, string>;
  /** The provider's own waits between attempts, in ms; they follow the short first ones. */
  schedule: readonly number[];
  /** Not sent before this many ms; the default lets the answer arrive first. */
  delayMs?: number;
}

export interface DeliveryAttempt {
  at: number;
  status: number | null;
  error: string | null;
}

export interface Delivery extends Required<Omit<NewDelivery, "schedule" | "delayMs">> {
  id: string;
  schedule: number[];
  attempts: DeliveryAttempt[];
  /** `held`: sent by nobody, until whoever asked for that takes it. */
  state: "pending" | "delivered" | "failed" | "dropped" | "held";
  /** Milliseconds by the sandbox's clock; null when no attempt is to come. */
  nextAttemptAt: number | null;
  /** The first attempt carries a changed body under the right signature. */
  tampered: boolean;
}

/** What the 3DS page offers for the webhooks of one payment. */
export type WebhookTiming = "before" | "after" | "never" | "twice";

export interface Webhooks {
  queue(delivery: NewDelivery): Delivery;
  list(): Delivery[];
  /** Sends it again now. False when unknown. */
  resend(id: string): boolean;
  /** Everything queued inside `work` follows `timing`; gives the ids beside the result. */
  withTiming<T>(timing: WebhookTiming, work: () => T): { result: T; ids: string[] };
  /**
   * Resolves when none of these has its first attempt still to come, at the latest after `capMs`.
   */
  settled(ids: readonly string[], capMs: number): Promise<void>;
  /** Looks again at what is due: after a start and when the clock was moved. */
  wake(): void;
  /** The clock goes back by so much: see `Tasks.keepNear`. */
  keepNear(byMs: number): void;
  /** While true, what is queued is sent by nobody. What is held already stays so. */
  hold(isHolding: boolean): void;
  /** Hands over what is held of one provider's, oldest first, and forgets it. */
  take(provider: string, limit: number): HandedOver[];
  stop(): void;
}

const DELIVERIES = "webhook.deliveries";
/** A developer waits for these; the provider's own schedule follows. */
const SHORT_RETRIES_MS = [1_000, 5_000, 30_000];
const FIRST_DELAY_MS = 30;
const AFTER_MS = 10_000;
const TIMEOUT_MS = 5_000;
const TIMER_MAX_MS = 60_000;
const KEPT_MAX = 5_000;

export function createWebhooks(store: Store, faults: Faults, contextOf: () => Context): Webhooks {
  const deliveries = store.collection<Delivery>(DELIVERIES);
  const sending = new Set<string>();
  let timing: { kind: WebhookTiming; ids: string[] } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  let holding = false;

  const attempt = async (id: string): Promise<void> => {
    const delivery = deliveries.get(id);
    if (delivery === undefined) return;
    sending.add(id);
    const first = delivery.attempts.length === 0;
    const sent = first && delivery.tampered ? tamper(delivery.body) : delivery.body;
    const outcome = await send(delivery, sent);
    sending.delete(id);
    const latest = deliveries.get(id);
    if (latest === undefined || stopped) return;
    deliveries.put(id, afterAttempt(latest, outcome, contextOf().now()));
    wake();
  };

  const wake = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (stopped) return;
    const now = contextOf().now();
    let next = Number.POSITIVE_INFINITY;
    for (const delivery of deliveries.list()) {
      if (delivery.nextAttemptAt === null || sending.has(delivery.id)) continue;
      if (delivery.nextAttemptAt <= now) void attempt(delivery.id);
      else next = Math.min(next, delivery.nextAttemptAt);
    }
    if (!Number.isFinite(next)) return;
    timer = setTimeout(wake, Math.min(TIMER_MAX_MS, Math.max(1, next - now)));
    timer.unref();
  };

  const queueOne = (delivery: NewDelivery, fate: WebhookFate): Delivery => {
    const context = contextOf();
    const id = context.ids.base62("whd_", 16);
    const dropped = timing?.kind === "never" || fate.isDropped;
    const extraMs = timing?.kind === "after" ? AFTER_MS : 0;
    const delayMs = (delivery.delayMs ?? FIRST_DELAY_MS) + extraMs + fate.extraMs;
    timing?.ids.push(id);
    return deliveries.put(id, {
      ...delivery,
      id,
      headers: delivery.headers ?? {},
      schedule: [...SHORT_RETRIES_MS, ...delivery.schedule],
      attempts: [],
      state: dropped ? "dropped" : holding ? "held" : "pending",
      nextAttemptAt: dropped || holding ? null : context.now() + delayMs,
      tampered: fate.isTampered,
    });
  };

  return {
    queue: (delivery) => {
      const text = `${delivery.url} ${delivery.body}`;
      const fault = faults.takeForWebhook({
        provider: delivery.provider,
        operation: delivery.eventType,
        text,
      });
      const fate = fateOf(fault, contextOf().paymentFaults.ofWebhook(delivery.body));
      const queued = queueOne(delivery, fate);
      const isTwice = fate.isDoubled || timing?.kind === "twice";
      if (isTwice) queueOne(delivery, { ...fate, isTampered: false });
      prune(deliveries.list(), (id) => deliveries.delete(id));
      setImmediate(wake);
      return queued;
    },
    list: () => deliveries.list(),
    resend: (id) => {
      const delivery = deliveries.get(id);
      if (delivery === undefined) return false;
      deliveries.put(id, { ...delivery, state: "pending", nextAttemptAt: contextOf().now() });
      wake();
      return true;
    },
    withTiming: (kind, work) => {
      const ids: string[] = [];
      timing = { kind, ids };
      try {
        return { result: work(), ids };
      } finally {
        timing = null;
      }
    },
    settled: async (ids, capMs) => {
      const until = Date.now() + capMs;
      const open = (id: string): boolean => {
        const delivery = deliveries.get(id);
        return delivery?.state === "pending" && delivery.attempts.length === 0;
      };
      while (ids.some(open) && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    wake,
    keepNear: (byMs) => {
      const now = contextOf().now();
      for (const delivery of deliveries.list()) {
        if (delivery.nextAttemptAt === null) continue;
        const nextAttemptAt = dueAfterReturn(delivery.nextAttemptAt, now, byMs);
        if (nextAttemptAt !== null) deliveries.put(delivery.id, { ...delivery, nextAttemptAt });
      }
    },
    hold: (isHolding) => {
      holding = isHolding;
    },
    take: (provider, limit) =>
      store.batch(() => {
        const held = deliveries
          .list()
          .filter((delivery) => delivery.state === "held" && delivery.provider === provider);
        return held.slice(0, limit).map((delivery) => {
          deliveries.delete(delivery.id);
          return handedOver(delivery);
        });
      }),
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

async function send(delivery: Delivery, body: string): Promise<Omit<DeliveryAttempt, "at">> {
  const headers = headersOf(delivery, Math.floor(Date.now() / 1000));
  if (headers === null) return { status: null, error: `no signer named ${delivery.signer}` };
  return await post({ url: delivery.url, headers, body, timeoutMs: TIMEOUT_MS });
}

function afterAttempt(
  delivery: Delivery,
  outcome: Omit<DeliveryAttempt, "at">,
  now: number,
): Delivery {
  const attempts = [...delivery.attempts, { at: now, ...outcome }];
  const ok = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
  if (ok) return { ...delivery, attempts, state: "delivered", nextAttemptAt: null };
  const waitMs = delivery.schedule[attempts.length - 1];
  if (waitMs === undefined) return { ...delivery, attempts, state: "failed", nextAttemptAt: null };
  return { ...delivery, attempts, state: "pending", nextAttemptAt: now + waitMs };
}

/** Still JSON, so that only the signature can tell. */
function tamper(body: string): string {
  return body.replace(/"amount"\s*:\s*(\d+)/, '"amount":1$1').concat(" ");
}

function prune(all: readonly Delivery[], drop: (id: string) => void): void {
  if (all.length <= KEPT_MAX) return;
  const done = all.filter(({ nextAttemptAt, state }) => nextAttemptAt === null && state !== "held");
  for (const delivery of done.slice(0, all.length - KEPT_MAX)) drop(delivery.id);
}
