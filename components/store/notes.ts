/** The demo shop's small print: what the links under a page lead to. */
export const NOTES = [
  {
    slug: "delivery",
    short: "Delivery",
    inFoot: true,
    title: "Delivery",
    paragraphs: [
      "We pack on weekdays in Berlin. The checkout shows each way of delivery with its price and the days it takes before you pay.",
      "This is a demo shop: nothing is packed and nothing is sent.",
    ],
  },
  {
    slug: "returns",
    short: "Returns",
    inFoot: true,
    title: "Returns",
    paragraphs: [
      "Send anything back within 30 days. The money goes back the way it came, in 5 to 10 days.",
      "In the demo shop the merchant refunds from the admin, and the sandbox plays the bank.",
    ],
  },
  {
    slug: "privacy",
    short: "Privacy",
    inFoot: true,
    title: "Privacy notice",
    paragraphs: [
      "We keep your name, e-mail and address with the order, to deliver it and to answer for it. Nothing else is collected, and no one else's script watches you.",
      "Your card number goes from your browser to the gateway that you chose. It never reaches this shop.",
    ],
  },
  {
    slug: "terms",
    short: "Terms",
    inFoot: false,
    title: "Terms",
    paragraphs: [
      "By paying you order the things in your order at the total shown. You are charged once.",
      "This is a demo shop: no contract is made while the yellow bar is on the page.",
    ],
  },
  {
    slug: "help",
    short: "Help",
    inFoot: true,
    title: "Help",
    paragraphs: [
      "Paid, and not sure whether it worked? Open your order's link again: it always shows where the order stands. Do not pay a second time while it says that we are checking.",
      "A card was declined? Nothing was taken. Pay with another card or another way; the order waits for you.",
      "Anything else: write to hello@halden.example.",
    ],
  },
] as const;
