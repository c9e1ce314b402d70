import type { Actor, AnyProvider, Deps, Settings } from "@/lib/deps";
import type { GatewayType } from "@/lib/gateway-types";
import { SimulatedProvider } from "./bank/simulated-provider";
import { bankTypeOf, TRAITS } from "./bank/traits";
import type { Fiber } from "./engine/fiber";
import { lineTo } from "./line";
import { createMemoryOrderStore } from "./memory/memory-order-store";
import { createMemoryPaymentStore } from "./memory/memory-payment-store";
import { createMemoryWebhookStore } from "./memory/memory-webhook-store";
import { vet } from "./people/vetting";
import type { World } from "./world";

export const SETTINGS: Settings = {
  appUrl: "https://shop.test",
  installationId: "installation-1",
  organizationId: "organization",
  allowedOrigins: [],
  isTest: true,
  providerTimeoutMs: 10_000,
  // Few calls are made in one world: a circuit opens sooner in it.
  circuitFailuresMax: 3,
  apiBases: {},
};

// The bank's own line ends a call that takes too long.
const NEVER = new AbortController().signal;

/** What the real `parts.ts` assembles, for one request or job that a fiber works on. */
export function depsOn(world: World, fiber: Fiber, by: Omit<Actor, "traceId">): Deps {
  const { scheduler, random, database, inbox } = world;
  // The database is quick, and now and then it is not.
  const pause = () =>
    fiber.sleep(random.chance(0.02) ? random.between(100, 3_000) : random.between(0, 8));
  const providers = new Map<GatewayType, AnyProvider>();
  return {
    by: { ...by, traceId: world.ids.call() },
    orders: createMemoryOrderStore(database, world.ids, pause),
    payments: createMemoryPaymentStore(database, pause),
    webhooks: createMemoryWebhookStore(inbox, pause),
    providers: (type) => {
      let provider = providers.get(type);
      if (!provider) {
        const bank = bankTypeOf(type);
        const made = new SimulatedProvider(TRAITS[bank], lineTo(world, fiber, bank));
        provider = made as unknown as AnyProvider;
        providers.set(type, provider);
      }
      return provider;
    },
    // What it says changes all the time: a call that is repeated must not.
    documentOf: async () => ({ readAt: scheduler.nowMs }),
    countryOf: async () => null,
    validateOrder: ({ orderId }) => vet(world, fiber, orderId),
    clock: {
      now: () => new Date(scheduler.nowMs),
      sleep: (ms) => fiber.sleep(ms),
      deadline: () => NEVER,
    },
    ids: world.ids,
    settings: SETTINGS,
  };
}
