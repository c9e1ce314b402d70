import type { AmountRules } from "../amount-rules";

/**
 * Stripe's special cases of currencies (docs.stripe.com/currencies) and its minimum charges per
 * currency; the minimums are for accounts that settle in that currency. At most eight digits.
 */
export const STRIPE_AMOUNTS: AmountRules = {
  // ISK and UGX have no decimals but are sent with two zeros; MGA is sent without decimals.
  exponents: { ISK: 2, UGX: 2, MGA: 0 },
  // Three-decimal currencies must end in 0; ISK and UGX in 00.
  grains: { BHD: 10, JOD: 10, KWD: 10, OMR: 10, TND: 10, ISK: 100, UGX: 100 },
  minimums: {
    USD: 50,
    AED: 200,
    AUD: 50,
    BGN: 100,
    BRL: 50,
    CAD: 50,
    CHF: 50,
    CZK: 1500,
    DKK: 250,
    EUR: 50,
    GBP: 30,
    HKD: 400,
    HUF: 17500,
    INR: 50,
    JPY: 50,
    MXN: 1000,
    MYR: 200,
    NOK: 300,
    NZD: 50,
    PLN: 200,
    RON: 200,
    SEK: 300,
    SGD: 50,
    THB: 1000,
  },
  maximum: 99_999_999,
};
