/** The payment step's sentences, as far as the browser needs them. */
export const PAYMENT = {
  legend: "How would you like to pay?",
  cardFields: (holder: string) => `Card details, held by ${holder}`,
  assure: (holder: string, shop: string) =>
    `These fields belong to ${holder}. ${shop} never sees your card number.`,
  loading: (holder: string) => `Loading the card fields of ${holder}`,
  notLoaded: (holder: string) =>
    `The card fields of ${holder} did not load. Load this page again, or choose another way to pay.`,
  needsScript:
    "Card fields need JavaScript. Choose another way to pay, or switch it on and load this page again.",
  codeLabel: (method: string) => `${method.replace(/ Pay$/, "")} code`,
  codeMissing: (method: string) => `Enter the code that ${method} shows`,
  cardMissing: "Enter the card number, the expiry date and the security code",
  methodMissing: "Choose how you would like to pay",
  sameBilling: "Billing address is the delivery address",
  billing: "Billing address",
  once: (amount: string, shop: string) => `You pay ${amount} once, to ${shop}.`,
  pay: (amount: string) => `Pay ${amount}`,
  paying: (amount: string) => `Paying ${amount}`,
  place: "Place order",
  placing: "Placing order",
  accept: "By paying you accept the ",
  terms: "terms",
  and: " and the ",
  privacy: "privacy notice",
  another: "Pay with another card",
  tryAgain: (method: string) => `Try ${method} again`,
  instead: (method: string) => `Pay with ${method} instead`,
} as const;

export const PAYMENT_PROBLEMS = {
  nothingTaken: "Nothing was taken",
  kept: ", and your order is kept.",
  lostTitle: "The connection was lost",
  lost: "Press Pay again: you are still charged once.",
  totalTitle: "The total has changed",
  total: (before: string, now: string) =>
    `It was ${before} and is now ${now}. Nothing was taken. Look at your order, then pay the new total.`,
} as const;
