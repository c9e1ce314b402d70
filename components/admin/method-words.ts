import type { PaymentMethodView } from "@/lib/payments/payment-view";

const PROVIDERS = {
  stripe_payments: "Stripe",
  checkout_com_payments: "Checkout.com",
  external_payments: "External",
  wire_transfers: "Bank transfer",
} as const satisfies Record<PaymentMethodView["sourceType"], string>;

/** Whose service moves the money; an external gateway goes by the name that the merchant gave it. */
export const providerNameOf = (method: PaymentMethodView): string =>
  method.sourceType === "external_payments" ? method.gatewayName : PROVIDERS[method.sourceType];

/** What was paid with, and by whom it is moved, on two lines of a list. */
export function methodWords(method: PaymentMethodView): { paidWith: string; by: string } {
  const by = PROVIDERS[method.sourceType];
  if (method.cardLastDigits !== null) return { paidWith: `•••• ${method.cardLastDigits}`, by };
  return { paidWith: method.methodName ?? method.gatewayName, by };
}

const BRANDS: Readonly<Record<string, string>> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "American Express",
  american_express: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  diners_club: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  cartes_bancaires: "Cartes Bancaires",
};

/** A card's brand as its cards spell it; what is not known stays as the provider wrote it. */
export function brandName(brand: string): string {
  const key = brand.toLowerCase().replaceAll(/[\s-]+/g, "_");
  return Object.hasOwn(BRANDS, key) ? (BRANDS[key] ?? brand) : brand;
}
