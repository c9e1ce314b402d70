/** The providers there are. A fourth is one folder and one line in each table here. */
import type { GatewayType } from "../gateway-types";
import { checkoutComProvider } from "./checkout-com";
import { checkoutComSourceSchema } from "./checkout-com/source";
import { externalProvider } from "./external";
import { externalConfigSchema } from "./external/config";
import { externalSourceSchema } from "./external/source";
import type { PaymentProvider } from "./provider";
import { stripeProvider } from "./stripe";
import { stripeSourceSchema } from "./stripe/source";

/** A provider whose config and source are what its own schemas let through, and nothing else. */
export type AnyProvider = PaymentProvider<unknown, unknown>;

const PROVIDERS: Readonly<Record<GatewayType, AnyProvider>> = {
  stripe_gateways: stripeProvider,
  checkout_com_gateways: checkoutComProvider,
  external_gateways: externalProvider,
};

const SOURCE_ATTRIBUTES: Readonly<Record<GatewayType, readonly string[]>> = {
  stripe_gateways: Object.keys(stripeSourceSchema.shape),
  checkout_com_gateways: Object.keys(checkoutComSourceSchema.shape),
  external_gateways: Object.keys(externalSourceSchema.shape),
};

export const providerOf = (gatewayType: GatewayType): AnyProvider => PROVIDERS[gatewayType];

/**
 * The attributes that `sourceSchema` takes: to pick them from a stored source, which holds more.
 */
export const sourceAttributesOf = (gatewayType: GatewayType): readonly string[] =>
  SOURCE_ATTRIBUTES[gatewayType];

/**
 * For how long a call may be repeated under its key; null for never. An external gateway says so
 * itself, and is then believed for a day.
 */
export function repeatWindowHours(gatewayType: GatewayType, config: unknown): number | null {
  if (gatewayType !== "external_gateways") {
    return PROVIDERS[gatewayType].capabilities.idempotencyWindowHours;
  }
  const parsed = externalConfigSchema.safeParse(config);
  return parsed.success && parsed.data.honours_idempotency_keys ? 24 : null;
}
