/** A merchant's own payment service, in the protocol of Commerce Layer's external gateways. */
import { err, ok, type Result } from "../../result";
import { refuseAmountBy } from "../amount-rules";
import type { PaymentProvider, ProviderError } from "../provider";
import { EXTERNAL_AMOUNTS } from "./amounts";
import { EXTERNAL_SECRET_SETTINGS, type ExternalConfig, externalConfigSchema } from "./config";
import { keptCard, sourceOfKeptCard } from "./kept-card";
import { authorize, capture, refund, voidAuthorization } from "./operations";
import { EXTERNAL_SECRET_ATTRIBUTES, type ExternalSource, externalSourceSchema } from "./source";
import { parseWebhook, readEvent } from "./webhook";

/** Not offered, as the capabilities say; nothing is sent. */
const unsupported = async (): Promise<Result<never, ProviderError>> =>
  err({ code: "provider_rejected_request", detail: "An external gateway does not offer this." });

export const externalProvider: PaymentProvider<ExternalConfig, ExternalSource> = {
  gatewayType: "external_gateways",
  sourceType: "external_payments",
  displayName: "External gateway",
  capabilities: {
    partialCapture: true,
    multipleCaptures: false,
    partialRefund: true,
    webhooks: true,
    retrieve: false,
    list: false,
    clientConfirmation: false,
    cancelActionRequired: false,
    needsDocument: true,
  },
  configSchema: externalConfigSchema,
  secretSettings: EXTERNAL_SECRET_SETTINGS,
  sourceSchema: externalSourceSchema,
  secretAttributes: EXTERNAL_SECRET_ATTRIBUTES,
  sourceAttributes: Object.keys(externalSourceSchema.shape),
  // The gateway says so itself, and is then believed for a day.
  repeatWindowHours: ({ honours_idempotency_keys }) => (honours_idempotency_keys ? 24 : null),
  environmentSettings: (sandboxUrl) => ({ allow_loopback: sandboxUrl !== null }),
  defaultReturnUrls: () => ({}),
  publicAttributes: () => ({}),
  refuseAmount: (amount) => refuseAmountBy(EXTERNAL_AMOUNTS, amount),
  prepare: unsupported,
  authorize,
  capture,
  void: voidAuthorization,
  refund,
  retrieve: unsupported,
  cancel: unsupported,
  /**
   * There is nothing to register: the merchant points the gateway at our address and signs with the
   * shared secret.
   */
  registerWebhook: async ({ config }, url) => ok({ id: url, secret: config.shared_secret }),
  parseWebhook,
  readEvent,
  keptCard,
  sourceOfKeptCard,
};
