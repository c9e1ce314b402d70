/** The three gateway resources and the payment source each of them makes, in the API's names. */
export const GATEWAY_TYPES = [
  "stripe_gateways",
  "checkout_com_gateways",
  "external_gateways",
] as const;
export type GatewayType = (typeof GATEWAY_TYPES)[number];

export const PAYMENT_SOURCE_TYPES = [
  "stripe_payments",
  "checkout_com_payments",
  "external_payments",
] as const;
export type PaymentSourceType = (typeof PAYMENT_SOURCE_TYPES)[number];

export const SOURCE_TYPE_OF = {
  stripe_gateways: "stripe_payments",
  checkout_com_gateways: "checkout_com_payments",
  external_gateways: "external_payments",
} as const satisfies Record<GatewayType, PaymentSourceType>;

export const GATEWAY_TYPE_OF = {
  stripe_payments: "stripe_gateways",
  checkout_com_payments: "checkout_com_gateways",
  external_payments: "external_gateways",
} as const satisfies Record<PaymentSourceType, GatewayType>;
