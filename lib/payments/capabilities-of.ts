import "server-only";
import { GATEWAY_TYPE_OF, type PaymentSourceType } from "../gateway-types";
import type { Capabilities } from "../providers/provider";
import { providerOf } from "../providers/registry";

/** What the provider of a payment can do, for what a page offers. */
export const capabilitiesOf = (type: PaymentSourceType): Capabilities =>
  providerOf(GATEWAY_TYPE_OF[type]).capabilities;
