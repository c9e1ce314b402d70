import { loadStripe } from "@stripe/stripe-js/pure";
import { PAYMENT } from "../payment-messages";
import type { Mount } from "./official";

const tokenOf = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * Stripe's Payment Element before there is an intent: the amount only draws the form, the server's intent decides.
 * What it gives is a confirmation token; the pay action confirms with it.
 */
export const mountStripe: Mount = async (host, input) => {
  const stripe = await loadStripe(input.publishableKey);
  if (stripe === null) throw new Error("Stripe.js runs in a browser only");
  const elements = stripe.elements({
    mode: "payment",
    amount: input.amountMinor,
    currency: input.currency.toLowerCase(),
    allowedPaymentMethodTypes: ["card"],
    appearance: {
      theme: input.isDark ? "night" : "stripe",
      variables: {
        colorPrimary: tokenOf("--accent"),
        colorText: tokenOf("--ink"),
        colorTextSecondary: tokenOf("--ink-2"),
        colorBackground: tokenOf("--surface"),
        colorDanger: tokenOf("--bad"),
        borderRadius: tokenOf("--r-m"),
        fontSizeBase: "16px",
      },
    },
  });
  const element = elements.create("payment");
  element.mount(host);
  return {
    unmount: () => element.destroy(),
    fields: {
      focus: () => element.focus(),
      submit: async () => {
        const checked = await elements.submit();
        if (checked.error) {
          return { ok: false, message: checked.error.message ?? PAYMENT.cardMissing };
        }
        const made = await stripe.createConfirmationToken({ elements });
        if (made.error) return { ok: false, message: made.error.message ?? PAYMENT.cardMissing };
        return { ok: true, token: { kind: "confirmation_token", id: made.confirmationToken.id } };
      },
    },
  };
};
