import type { GatewayType } from "@/lib/gateway-types";
import { CHECKOUT_COM_WORDS } from "./checkout-com";
import { EXTERNAL_WORDS } from "./external";
import { MANUAL_WORDS } from "./manual";
import { STRIPE_WORDS } from "./stripe";
import { COMMON_FIELDS, type FieldWords, type GatewayWords } from "./words";

/** Words only: which fields there are says the provider's own schema, and a provider without words has its form too. */
const WORDS: Readonly<Partial<Record<GatewayType, GatewayWords>>> = {
  stripe_gateways: STRIPE_WORDS,
  checkout_com_gateways: CHECKOUT_COM_WORDS,
  external_gateways: EXTERNAL_WORDS,
  manual_gateways: MANUAL_WORDS,
};

const NO_WORDS: GatewayWords = {
  about: "Another payment service.",
  asks: "whether it takes the credentials",
  fields: {},
};

export const gatewayWordsOf = (type: GatewayType): GatewayWords => WORDS[type] ?? NO_WORDS;

export const fieldWordsOf = (type: GatewayType, name: string): FieldWords =>
  gatewayWordsOf(type).fields[name] ?? COMMON_FIELDS[name] ?? { label: plainName(name) };

/** `publishable_key` is "Publishable key". */
function plainName(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
