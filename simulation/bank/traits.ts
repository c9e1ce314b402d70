import type { GatewayType } from "@/lib/gateway-types";

/** How a provider differs from another, as far as money can tell. */
export type BankTraits = {
  gatewayType: GatewayType;
  /** The answer of a key is kept also where it was an error or a refusal. */
  remembersErrors: boolean;
  /** Captures, voids and refunds are accepted first and decided later. */
  decidesLater: boolean;
  /** Its dashboard captures in parts. */
  severalCaptures: boolean;
  retrieve: boolean;
  clientConfirmation: boolean;
  cancelActionRequired: boolean;
  /** Is told of the order; other bytes under the same key are another request. */
  needsDocument: boolean;
  repeatWindowHours: number | null;
};

/** The three that the product speaks to, in their rules. Sources: the providers' own documentation of idempotency and voids. */
export const TRAITS = {
  stripe_gateways: {
    gatewayType: "stripe_gateways",
    remembersErrors: true,
    decidesLater: false,
    severalCaptures: false,
    retrieve: true,
    clientConfirmation: true,
    cancelActionRequired: true,
    needsDocument: false,
    repeatWindowHours: 23,
  },
  checkout_com_gateways: {
    gatewayType: "checkout_com_gateways",
    remembersErrors: false,
    decidesLater: true,
    severalCaptures: true,
    retrieve: true,
    clientConfirmation: false,
    cancelActionRequired: false,
    needsDocument: false,
    repeatWindowHours: 23,
  },
  external_gateways: {
    gatewayType: "external_gateways",
    remembersErrors: false,
    decidesLater: false,
    severalCaptures: false,
    retrieve: false,
    clientConfirmation: false,
    cancelActionRequired: false,
    needsDocument: true,
    repeatWindowHours: 24,
  },
} as const satisfies Partial<Record<GatewayType, BankTraits>>;

/** Gateways with a bank behind them: of what moves by hand there is no other side. */
export type BankType = keyof typeof TRAITS;
export const BANK_TYPES = Object.keys(TRAITS) as readonly BankType[];

export function bankTypeOf(type: GatewayType): BankType {
  const found = BANK_TYPES.find((each) => each === type);
  if (!found) throw new Error(`There is no bank behind ${type}.`);
  return found;
}
