import { loadCheckoutWebComponents } from "@checkout.com/checkout-web-components";
import { PAYMENT } from "../payment-messages";
import type { Mount } from "./official";

/** Checkout.com's card component without a payment session: it only turns the card into a token, good for 15 minutes. */
export const mountCheckoutCom: Mount = async (host, input) => {
  const checkout = await loadCheckoutWebComponents({
    publicKey: input.publishableKey,
    environment: input.publishableKey.startsWith("pk_sbox_") ? "sandbox" : "production",
    componentOptions: { card: { displayCardholderName: "hidden" } },
  });
  const card = checkout.create("card", { showPayButton: false });
  card.mount(host);
  return {
    unmount: () => {
      card.unmount();
    },
    fields: {
      focus: () => host.querySelector("iframe")?.focus(),
      submit: async () => {
        if (!card.isValid()) return { ok: false, message: PAYMENT.cardMissing };
        const made = await card.tokenize();
        if (!made) return { ok: false, message: PAYMENT.cardMissing };
        return { ok: true, token: { kind: "token", token: made.data.token } };
      },
    },
  };
};
