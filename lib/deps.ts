import type { Clock } from "./clock";
import type { GatewayType } from "./gateway-types";
import type { Ids } from "./ids";
import type { JsonObject } from "./json";
import type { OrderStore } from "./orders/store";
import type { PaymentStore } from "./payments/store";
import type { OrderValidation, Verdict } from "./providers/order-validation";
import type { PaymentProvider } from "./providers/provider";
import type { WebhookStore } from "./webhooks/store";

/** Who causes a change; stands on every event. */
export type Actor = {
  kind: "shopper" | "user" | "api_client" | "provider" | "system";
  id: string | null;
  /** 64 hexadecimal digits: ties the events of one request together. */
  traceId: string;
};

/** A provider whose config and source types only its own schemas know. */
export type AnyProvider = PaymentProvider<unknown, unknown>;

export type Settings = {
  /** Our own address without a trailing slash: `http://localhost:3000`. */
  appUrl: string;
  installationId: string;
  organizationId: string;
  /** Beside the app's own and the API client's, where return URLs may lead. */
  allowedOrigins: readonly string[];
  /** True while the sandbox is used: loopback addresses are then allowed. */
  isTest: boolean;
  providerTimeoutMs: number;
  /** A gateway's circuit opens after more failures in a row than these. */
  circuitFailuresMax: number;
  /** The providers' base addresses; null: their own. For an external gateway: whether loopback may be called. */
  apiBases: Readonly<Partial<Record<GatewayType, string | null>>>;
};

/** Everything a use case may touch. Assembled once in `parts.ts`; the simulation hands in its own. */
export type Deps = {
  by: Actor;
  orders: OrderStore;
  payments: PaymentStore;
  webhooks: WebhookStore;
  providers: (type: GatewayType) => AnyProvider;
  /** Where an order's bill goes, else its parcel; two capital letters. */
  countryOf: (orderId: string) => Promise<string | null>;
  /** The JSON:API document that an external gateway is sent for a payment source; `includes` null: the documented ones. */
  documentOf: (sourceId: string, includes: readonly string[] | null) => Promise<JsonObject>;
  /** What the merchant's own service says of an order, where its market has one. */
  validateOrder: (asked: { orderId: string; validation: OrderValidation }) => Promise<Verdict>;
  clock: Clock;
  ids: Ids;
  settings: Settings;
};
