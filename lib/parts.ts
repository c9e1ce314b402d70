import "server-only";
import { systemClock } from "./clock";
import { prisma } from "./db/client";
import type { Actor, Deps } from "./deps";
import { env } from "./env";
import { GATEWAY_TYPE_OF } from "./gateway-types";
import { newTraceId, systemIds } from "./ids";
import { documentOfEvent } from "./jsonapi/event-document";
import { documentOf, orderDocumentOf } from "./jsonapi/source-document";
import { countryOf } from "./orders/country-of";
import { createOrderStore } from "./orders/prisma-order-store";
import { organizationIdOf } from "./organization-id";
import { CIRCUIT_FAILURES_MAX } from "./payments/circuit";
import { createPaymentStore } from "./payments/prisma-payment-store";
import { exchange } from "./providers/http";
import { askOrderValidation, ruleOfMode } from "./providers/order-validation";
import { providerOf } from "./providers/registry";
import { createReconciliationStore } from "./reconciliation/prisma-reconciliation-store";
import type { DeliveryParts } from "./webhooks/outgoing/deliver";
import { createDeliveryStore } from "./webhooks/outgoing/prisma-delivery-store";
import { createWebhookStore } from "./webhooks/prisma-webhook-store";

type Shared = Omit<Deps, "by">;

// One assembly a process, also when a bundler loads this file twice.
const shared = globalThis as typeof globalThis & { kassaParts?: Shared };

/** The one place where real parts are assembled. */
function assemble(): Shared {
  const settings = env();
  const database = prisma();
  return {
    orders: createOrderStore(database, systemIds),
    payments: createPaymentStore(
      database,
      (type) => providerOf(GATEWAY_TYPE_OF[type]).secretAttributes,
    ),
    webhooks: createWebhookStore(database),
    providers: providerOf,
    documentOf,
    countryOf,
    validateOrder: async ({ orderId, validation }) =>
      askOrderValidation({
        validation,
        document: await orderDocumentOf(orderId, validation.includes),
        addresses: ruleOfMode(settings.SANDBOX_URL !== undefined),
        now: systemClock.now(),
        signal: systemClock.deadline(settings.PROVIDER_TIMEOUT_MS),
      }),
    clock: systemClock,
    ids: systemIds,
    settings: {
      appUrl: settings.APP_URL,
      installationId: settings.KASSA_INSTALLATION_ID,
      organizationId: organizationIdOf(settings.KASSA_INSTALLATION_ID),
      allowedOrigins: settings.ALLOWED_ORIGINS,
      isTest: settings.SANDBOX_URL !== undefined,
      providerTimeoutMs: settings.PROVIDER_TIMEOUT_MS,
      circuitFailuresMax: CIRCUIT_FAILURES_MAX,
      apiBases: {
        stripe_gateways: settings.STRIPE_API_BASE ?? null,
        checkout_com_gateways: settings.CHECKOUT_COM_API_BASE ?? null,
        external_gateways: settings.SANDBOX_URL ?? null,
      },
    },
  };
}

/** What a use case needs, in the name of one actor; a shopper unless said otherwise. */
export async function parts(by?: Omit<Actor, "traceId"> & { traceId?: string }): Promise<Deps> {
  shared.kassaParts ??= assemble();
  return {
    ...shared.kassaParts,
    by: { kind: "shopper", id: null, ...by, traceId: by?.traceId ?? newTraceId() },
  };
}

/** What comparing with a provider's list needs, in the name of one actor. */
export async function reconciliationParts(by: Parameters<typeof parts>[0]) {
  return { deps: await parts(by), store: createReconciliationStore(prisma()) };
}

/** What telling the merchant's systems needs. */
export async function deliveryParts(): Promise<DeliveryParts> {
  const { clock, ids, settings } = await parts();
  const deliveries = createDeliveryStore(prisma());
  return { deliveries, documentOfEvent, post: exchange, clock, ids, settings };
}
