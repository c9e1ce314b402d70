/** The sentences of the checkout's pages; those of its forms are in `messages.ts`. */
export const PAGE = {
  skip: "Skip to checkout",
  skipConfirmation: "Skip to confirmation",
  pageTitle: (step: string, shop: string) => `${step} – Checkout – ${shop}`,
  secure: "Secure checkout",
  paidSafely: "Paid safely",
  backToShop: "Back to the shop",
  help: "Help",
  keep: "Keep as it was",
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
  fee: "Payment fee",
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

export const TRANSFER = {
  toSend: (amount: string) => `Your order is placed. Please send ${amount} by bank transfer.`,
  title: "Send the money from your bank",
  amount: "Amount",
  reference: "Write as reference",
  asked: "The shop writes to you where to send it.",
  packed: "Once the money has arrived",
} as const;

export const TO_SHOP = "Look at the shop";

export const NOTHING = {
  empty: {
    title: "There is nothing to pay here",
    text: "This order is empty. Add something from the shop and come back.",
  },
  cancelled: {
    title: "This order was cancelled",
    text: "Nothing will be taken for it. Start a new one in the shop.",
  },
  expired: {
    title: "This link has ended",
    text: "The time to pay it is over, or the shop has withdrawn it. Nothing was taken. Ask the shop for a new link.",
  },
} as const;
