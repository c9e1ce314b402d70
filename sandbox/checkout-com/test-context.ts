/** A whole sandbox without its HTTP server, under a clock that the test moves. */
import { createBook } from "../core/book";
import type { Context } from "../core/context";
import { createFaults } from "../core/faults";
import type { SandboxRequest } from "../core/http";
import { createIds } from "../core/ids";
import { createPaymentFaults } from "../core/payment-faults";
import { openStore } from "../core/store";
import { createTasks } from "../core/tasks";
import { createWebhooks } from "../core/webhooks";

export function createTestContext(): { context: Context; advance: (byMs: number) => void } {
  const store = openStore(null);
  const ids = createIds(null);
  const faults = createFaults(store, ids);
  let nowMs = Date.UTC(2026, 10, 20);
  const now = (): number => nowMs;
  const context: Context = {
    store,
    now,
    random: Math.random,
    ids,
    publicUrl: "http://127.0.0.1:1",
    webhooks: createWebhooks(store, faults, () => context),
    tasks: createTasks(store, () => context),
    faults,
    paymentFaults: createPaymentFaults(store, now),
    book: createBook(store, ids, now),
  };
  return {
    context,
    advance: (byMs) => {
      nowMs += byMs;
      context.tasks.wake();
    },
  };
}

export function testRequest(rest: Partial<SandboxRequest> = {}): SandboxRequest {
  return {
    method: "POST",
    path: "/payments",
    query: new URLSearchParams(),
    headers: {},
    rawBody: Buffer.alloc(0),
    params: {},
    fault: null,
    paymentFault: null,
    wait: () => Promise.resolve(),
    ...rest,
  };
}
