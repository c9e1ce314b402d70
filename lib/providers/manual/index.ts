/** Money that the shopper sends by bank transfer: no service is asked, the merchant says what has happened. */
import { err, type Result } from "../../result";
import { refuseAmountBy } from "../amount-rules";
import type { PaymentProvider, ProviderError } from "../provider";
import { MANUAL_AMOUNTS } from "./amounts";
import { type ManualConfig, manualConfigSchema } from "./config";
import { authorize, confirm } from "./operations";
import { type ManualSource, manualSourceSchema } from "./source";

/** Not offered, as the capabilities say; nothing is sent. */
const unsupported = async (): Promise<Result<never, ProviderError>> =>
  err({
    code: "provider_rejected_request",
    detail: "There is nobody to ask: the merchant says what became of a transfer.",
  });

export const manualProvider: PaymentProvider<ManualConfig, ManualSource> = {
  gatewayType: "manual_gateways",
  sourceType: "wire_transfers",
  displayName: "Bank transfer",
  capabilities: {
    // Two transfers may pay one order.
    partialCapture: true,
    multipleCaptures: true,
    partialRefund: true,
    webhooks: false,
    retrieve: false,
    list: false,
    clientConfirmation: false,
    cancelActionRequired: false,
    needsDocument: false,
    byHand: true,
  },
  configSchema: manualConfigSchema,
  secretSettings: [],
  sourceSchema: manualSourceSchema,
  secretAttributes: [],
  sourceAttributes: [],
  // Said twice it is the same: whatever a crash has interrupted can be ended at any time.
  repeatWindowHours: () => Number.POSITIVE_INFINITY,
  environmentSettings: () => ({}),
  defaultReturnUrls: () => ({}),
  publicAttributes: () => ({}),
  instructions: (config) => config.instructions,
  refuseAmount: (amount) => refuseAmountBy(MANUAL_AMOUNTS, amount),
  prepare: unsupported,
  authorize,
  capture: confirm,
  void: confirm,
  refund: confirm,
  retrieve: unsupported,
  cancel: unsupported,
  registerWebhook: unsupported,
  parseWebhook: () => err({ code: "signature_missing" }),
  readEvent: () => null,
};
