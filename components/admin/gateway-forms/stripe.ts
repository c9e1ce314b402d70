import type { GatewayWords } from "./words";

export const STRIPE_WORDS: GatewayWords = {
  about: "Cards, and what your Stripe dashboard has switched on. The card fields are Stripe’s own.",
  asks: "for its newest payment",
  fields: {
    login: {
      label: "Secret key",
      help: "Begins with sk_ or rk_. A restricted key must read and write payment intents and webhook endpoints.",
    },
    publishable_key: {
      label: "Publishable key",
      help: "Begins with pk_. Without it your own checkout does not offer this gateway.",
    },
    connected_account: {
      label: "Connected account",
      help: "The account that is charged and receives the money, like acct_1A2b3C. Leave it empty for the key’s own.",
    },
    auto_payments: {
      label: "Offer every way to pay that is switched on at Stripe, not cards only",
    },
  },
};
