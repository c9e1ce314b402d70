import type { CardGateway } from "./pages/checkout-page";
import type { BookEntry } from "./sandbox";

/** The providers' published test cards, by what they do. */
export type GatewayCards = {
  gateway: CardGateway;
  provider: Extract<BookEntry["provider"], "stripe" | "checkout_com">;
  sourceType: "stripe_payments" | "checkout_com_payments";
  pays: string;
  asksTheBank: string;
  declined: string;
  lowFunds: string;
  /** Their bank asks first, and then says no. */
  declinesAfterBank: boolean;
};

export const STRIPE: GatewayCards = {
  gateway: "Stripe",
  provider: "stripe",
  sourceType: "stripe_payments",
  pays: "4242 4242 4242 4242",
  asksTheBank: "4000 0027 6000 3184",
  declined: "4000 0000 0000 0002",
  lowFunds: "4000 0000 0000 9995",
  declinesAfterBank: false,
};

export const CHECKOUT_COM: GatewayCards = {
  gateway: "Checkout.com",
  provider: "checkout_com",
  sourceType: "checkout_com_payments",
  pays: "4242 4242 4242 4242",
  asksTheBank: "4543 4740 0224 9996",
  declined: "4024 0071 8186 9214",
  lowFunds: "4544 2491 6767 3670",
  declinesAfterBank: true,
};

/** Stripe's card whose holder contests every payment as soon as it is taken. */
export const CONTESTED = "4000 0000 0000 0259";

export const CARD_GATEWAYS: readonly GatewayCards[] = [STRIPE, CHECKOUT_COM];
