/** The providers there are. Another is one folder and one line here. */
import type { GatewayType } from "../gateway-types";
import { checkoutComProvider } from "./checkout-com";
import { externalProvider } from "./external";
import { manualProvider } from "./manual";
import type { PaymentProvider } from "./provider";
import { stripeProvider } from "./stripe";

/** A provider whose config and source are what its own schemas let through, and nothing else. */
export type AnyProvider = PaymentProvider<unknown, unknown>;

const PROVIDERS: Readonly<Record<GatewayType, AnyProvider>> = {
  stripe_gateways: stripeProvider,
  checkout_com_gateways: checkoutComProvider,
  external_gateways: externalProvider,
  manual_gateways: manualProvider,
};

export const providerOf = (gatewayType: GatewayType): AnyProvider => PROVIDERS[gatewayType];
