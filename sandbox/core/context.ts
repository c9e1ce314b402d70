/** What every handler is given: the store, the clock, chance, and the shared machinery. */
import type { Book } from "./book";
import type { Faults } from "./faults";
import type { Ids } from "./ids";
import type { PaymentFaults } from "./payment-faults";
import type { Store } from "./store";
import type { Tasks } from "./tasks";
import type { Webhooks } from "./webhooks";

export interface Context {
  readonly store: Store;
  /** Milliseconds since 1970: the real clock and the offset that `/_control/clock` moves. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  readonly ids: Ids;
  /** Where this sandbox is reached, without a slash at the end. */
  readonly publicUrl: string;
  readonly webhooks: Webhooks;
  readonly tasks: Tasks;
  readonly faults: Faults;
  readonly paymentFaults: PaymentFaults;
  readonly book: Book;
}

export interface Clock {
  now(): number;
  offsetMs(): number;
  advance(byMs: number): void;
  reset(): void;
}

const CLOCK = "control.clock";

/** The offset is stored, so that the clock never runs backwards over a restart. */
export function createClock(store: Store, realNow: () => number): Clock {
  const offsetMs = (): number => store.get<{ offsetMs: number }>(CLOCK, "offset")?.offsetMs ?? 0;
  return {
    now: () => realNow() + offsetMs(),
    offsetMs,
    advance: (byMs) => {
      store.put(CLOCK, "offset", { offsetMs: offsetMs() + byMs });
    },
    reset: () => store.delete(CLOCK, "offset"),
  };
}

/** Milliseconds → whole seconds, as both providers write times. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
