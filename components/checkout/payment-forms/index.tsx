import type { ComponentType } from "react";
import type { PaymentSourceType } from "@/lib/gateway-types";
import type { CardFormProps } from "./card-fields";
import { CheckoutComForm } from "./checkout-com";
import { StripeForm } from "./stripe";

export type CardMark = "visa" | "mastercard" | "amex";

/** How a payment method looks and works in the checkout. `external`: a code in a plain field; `transfer`: nothing to fill in. */
export type PaymentForm =
  | {
      kind: "card";
      holder: string;
      marks: readonly CardMark[];
      Form: ComponentType<CardFormProps>;
    }
  | { kind: "external" | "transfer" };

/** The register: one line for each kind of payment source. */
export const PAYMENT_FORMS: Record<PaymentSourceType, PaymentForm> = {
  stripe_payments: {
    kind: "card",
    holder: "Stripe",
    marks: ["visa", "mastercard", "amex"],
    Form: StripeForm,
  },
  checkout_com_payments: {
    kind: "card",
    holder: "Checkout.com",
    marks: ["visa", "mastercard"],
    Form: CheckoutComForm,
  },
  external_payments: { kind: "external" },
  wire_transfers: { kind: "transfer" },
};
