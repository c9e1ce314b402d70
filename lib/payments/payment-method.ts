import type { PaymentSourceType } from "../gateway-types";
import type { GatewayId } from "../ids";
import type { CurrencyCode } from "../money/money";

/** A way to pay that an order's market offers in its currency. */
export type PaymentMethod = {
  id: string;
  gatewayId: GatewayId;
  sourceType: PaymentSourceType;
  name: string;
  description: string | null;
  currency: CurrencyCode | null;
  /** What it costs to pay with it, in minor units of the order's currency. */
  feeMinor: number;
  autoPlace: boolean;
  /** The money is taken when the order is placed. */
  autoCapture: boolean;
  /** Above this total, in minor units of the order's currency, nothing is taken by itself; null: no limit. */
  autoCaptureMaxMinor: number | null;
  isEnabled: boolean;
};
