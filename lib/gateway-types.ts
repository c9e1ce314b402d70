/** The gateway resources and the payment source that each of them makes, in the API's names. A new one is one line. */
export const SOURCE_TYPE_OF = {
  stripe_gateways: "stripe_payments",
  checkout_com_gateways: "checkout_com_payments",
  external_gateways: "external_payments",
  manual_gateways: "wire_transfers",
} as const;

export type GatewayType = keyof typeof SOURCE_TYPE_OF;
export type PaymentSourceType = (typeof SOURCE_TYPE_OF)[GatewayType];

type Table = typeof SOURCE_TYPE_OF;
type Inverse = { [G in GatewayType as Table[G]]: G };

// The compiler forgets what an object's keys are; the table above is their only source.
export const GATEWAY_TYPES = Object.keys(SOURCE_TYPE_OF) as readonly GatewayType[];
export const PAYMENT_SOURCE_TYPES = Object.values(SOURCE_TYPE_OF) as readonly PaymentSourceType[];
export const GATEWAY_TYPE_OF = Object.fromEntries(
  Object.entries(SOURCE_TYPE_OF).map(([gateway, source]) => [source, gateway]),
) as Inverse;
