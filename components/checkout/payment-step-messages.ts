/** The payment step's sentences that the server says: none of them is sent to the browser as code. */
export const PAYMENT_STEP = {
  review: (items: string, name: string, address: string) =>
    `${items} to ${name}, ${address}. Press twice or lose the connection: you are still charged once.`,
  items: (count: number) => `${count} ${count === 1 ? "item" : "items"}`,
  cardHelp: "Credit or debit",
  fee: (amount: string) => `${amount} fee`,
  feeNote: (amount: string, method: string) =>
    `That includes a fee of ${amount} for paying with ${method}.`,
  away: "Does not answer at the moment. Choose another way to pay.",
  codeHelp: (method: string) => `${method} shows it when you confirm the payment there`,
  codeHelpTest: "In test mode NB-APPROVE approves, NB-DECLINE declines, NB-LATER answers later",
  transfer:
    "Place the order now, then send the money from your bank. The next page shows the amount and the reference.",
  noMethods: "There is no way to pay this total right now",
  noMethodsText: "Your order is kept. Try again later, or write to us.",
  allAway: "No way to pay answers at the moment",
  allAwayText: "Your order is kept. Load this page again in a minute.",
} as const;

export const TOLD_PROBLEMS = {
  goneTitle: "The payment service is not answering",
  gone: "Nothing was taken. Pay again in a minute, or choose another way to pay.",
  awayTitle: "This way to pay does not answer at the moment",
  away: "Nothing was taken. Choose another way to pay, or come back in a minute.",
  vetoedTitle: "The shop cannot take this order",
  vetoed: "Nothing was taken. Change your order, or write to the shop.",
  uncheckedTitle: "The shop could not check this order",
  unchecked: "Nothing was taken, and your order is kept. Pay again in a minute.",
  expiredTitle: "The card details ran out of time",
  expired: "Nothing was taken. Enter the card again: it is kept for 15 minutes only.",
  refusedTitle: "This way to pay cannot take this total",
  refused: "Nothing was taken. Choose another way to pay.",
  foreignTitle: "This page was open in an odd way",
  foreign: "Nothing was taken. Load it again, then pay.",
} as const;
