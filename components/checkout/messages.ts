/** The checkout's sentences, in one place so that they can be translated. */
export const CHECKOUT = {
  skip: "Skip to checkout",
  skipConfirmation: "Skip to confirmation",
  title: "Checkout",
  pageTitle: (step: string, shop: string) => `${step} – Checkout – ${shop}`,
  secure: "Secure checkout",
  paidSafely: "Paid safely",
  backToShop: "Back to the shop",
  help: "Help",
  edit: "Edit",
  keep: "Keep as it was",
  steps: { contact: "Contact and address", delivery: "Delivery", payment: "Payment" },
  testBadge: "Test mode",
  testBefore: "Pay with card ",
  testAfter: ". No money moves.",
} as const;

export const SLIP = {
  label: "Order summary",
  receiptLabel: "Receipt",
  title: "Your order",
  receipt: "Receipt",
  change: "Change",
  changeLabel: "Change your order",
  held: "Held for you",
  show: (count: number) => `Show order (${count})`,
  quantity: (count: number) => `Quantity\u00a0${count}`,
  subtotal: "Subtotal",
  delivery: (name: string | null) =>
    name === null ? "Delivery" : `Delivery, ${name.toLowerCase()}`,
  deliveryLater: "Chosen next",
  free: "Free",
  total: "Total",
  totalPaid: "Total paid",
  tax: (amount: string, rate: string) => `Includes ${amount} VAT (${rate})`,
  order: (number: string, when: string) => `Order ${number} · ${when}`,
  paidBy: "Paid by",
  handledBy: "Handled by",
  reference: "Reference",
  vat: (id: string) => `VAT ${id}`,
  cardEnding: (brand: string, digits: string) => `${brand} ending ${digits}`,
} as const;

export const CONTACT = {
  email: "E-mail",
  emailHelp: "For the receipt and news of this order, nothing else",
  fullName: "Full name",
  country: "Country",
  line1: "Street and number",
  line2: "Floor, flat or company",
  addLine2: "Add a floor, flat or company",
  zip: "Postcode",
  city: "City",
  state: "State or region",
  phone: "Phone",
  phoneHelp: "Only the courier uses it, on the day of delivery",
  submit: "Continue to delivery",
  submitEdit: "Save and continue",
  working: "Saving",
} as const;

export const CONTACT_ERRORS = {
  email: "Enter an e-mail address in full, like name@example.com",
  fullName: "Enter the name that goes on the parcel",
  billingName: "Enter the name on the bill",
  line1: "Enter the street and number",
  city: "Enter the city",
  country: "Choose a country",
  state: "Enter the state or region, like NY",
  phone: "Enter a phone number with its country code, like +49 30 901820",
  zip: (adjective: string, shape: string, example: string) =>
    `Enter a ${adjective} postcode: ${shape}, like ${example}`,
  tooLong: (max: number) => `Shorten this to ${max} characters`,
} as const;

export const DELIVERY = {
  legend: "How should it come?",
  submit: "Continue to payment",
  working: "Saving",
  none: "Choose how it should come",
  nowhere: "We do not deliver there yet",
  nowhereText: "Go back to the address and choose another country.",
} as const;

export const FORM_PROBLEMS = {
  title: (count: number) => (count === 1 ? "1 thing to put right" : `${count} things to put right`),
  lostTitle: "The connection was lost",
  lost: "Nothing you typed is gone. Press the button again.",
  foreignTitle: "This page was open in an odd way",
  foreign: "Load it again, then go on.",
  failedTitle: "The shop could not save this",
  failed: "Nothing you typed is gone. Press the button again in a moment.",
  heldTitle: "This order cannot change any more",
  held: "A payment for it has begun.",
} as const;

export const BANK = {
  title: "Your bank asks you first",
  pageTitle: (shop: string) => `To your bank – ${shop}`,
  text: (amount: string) =>
    `To pay ${amount} your bank wants to know that it is you. You come back here by yourself.`,
  link: "Continue to your bank",
  back: "Back to the payment step",
  waitingTitle: "Your bank waits for your answer",
  waiting: "Go on there, or pay another way below. Only one of them takes money.",
} as const;

export const CHECKING = {
  pageTitle: (shop: string) => `Checking your payment – ${shop}`,
  title: "We are checking your payment",
  doNot: "Do not pay again",
  why: (amount: string) =>
    `Your bank has not answered clearly yet. If it took the ${amount}, this order will be placed; if it did not, you can pay here again. It is never taken twice.`,
  sent: "Sent to your bank",
  sentAt: (time: string, digits: string | null) =>
    digits === null ? time : `${time}, card ending ${digits}`,
  waiting: "Waiting for the answer",
  asked: (count: number, seconds: number | null) => {
    const often = `Asked ${count} ${count === 1 ? "time" : "times"}`;
    const next =
      seconds === null ? "" : `, next in ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
    return `Usually under a minute. ${often}${next}.`;
  },
  afterwards: "Order placed, or back to payment",
  byItself: "This page changes by itself.",
  close: "You can close this page",
  closeText: "We go on asking without you. This link always shows where your order stands.",
  copy: "Copy the link",
  copied: "Link copied",
  contact: (shop: string) => `Contact ${shop}`,
} as const;

export const CONFIRMATION = {
  pageTitle: (shop: string) => `Thank you – ${shop}`,
  thanks: (name: string) => (name === "" ? "Thank you" : `Thank you, ${name}`),
  paid: (amount: string) => `${amount} is paid.`,
  confirmed: (amount: string) => `Your payment of ${amount} is confirmed.`,
  free: "There is nothing to pay.",
  number: "Your order number is",
  receipt: "Receipt ready",
  receiptFor: (email: string) => `On this page, for ${email}`,
  pack: "We pack your order",
  leaves: (city: string, day: string) => `Leaves ${city} on ${day}`,
  delivered: "Delivered to you",
  follow: "Back to the shop",
  print: "Print receipt",
  keepLink: "Keep this page’s link: it always shows this order.",
} as const;

export const EMPTY = {
  title: "There is nothing to pay here",
  text: "This order is empty. Add something from the shop and come back.",
  toShop: "Look at the shop",
  cancelledTitle: "This order was cancelled",
  cancelledText: "Nothing will be taken for it. Start a new one in the shop.",
} as const;
