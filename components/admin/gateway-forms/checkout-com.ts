import type { GatewayWords } from "./words";

export const CHECKOUT_COM_WORDS: GatewayWords = {
  about: "Cards by Checkout.com. The card fields are Checkout.com’s own.",
  asks: "for a payment that does not exist",
  fields: {
    secret_key: { label: "Secret key", help: "Begins with sk_." },
    public_key: { label: "Public key", help: "Begins with pk_." },
    subdomain: {
      label: "Subdomain of the account",
      help: "In the dashboard under Developers, Overview: the first part of the base URL, like vkuhvk4v.",
    },
    processing_channel_id: {
      label: "Processing channel",
      help: "Begins with pc_. Needed where the account has several.",
    },
    three_ds: { label: "Ask for 3-D Secure" },
  },
};
