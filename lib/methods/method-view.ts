import type { GatewayKey } from "../gateways/gateway";

/** What shoppers may choose to pay with, as merchants look at it. */
export type MethodView = {
  id: string;
  name: string;
  /** What shoppers read below the name. */
  description: string | null;
  /** Null: of every market. */
  marketId: string | null;
  /** Null: every currency of its market. */
  currency: string | null;
  /** The currency of its amounts: its own, else its market's. */
  amountCurrency: string | null;
  feeMinor: number;
  requireCapture: boolean;
  autoPlace: boolean;
  autoCapture: boolean;
  /** Above this total nothing is captured by itself; null: without a limit. */
  autoCaptureMaxMinor: number | null;
  disabledAt: Date | null;
  gateway: GatewayKey & { name: string; isEnabled: boolean };
};

export type MarketChoice = { id: string; name: string; currency: string; isEnabled: boolean };
export type GatewayChoice = GatewayKey & { name: string };

/** One market's methods in the order in which its shoppers read them, those of every market among them. */
export type MethodList = {
  markets: readonly MarketChoice[];
  /** Null: there is no market. */
  market: MarketChoice | null;
  methods: readonly MethodView[];
};
