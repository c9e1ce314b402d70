/** The demo shop's own facts; a merchant's shop brings its own. */
export const SHOP = {
  name: "Halden",
  legalName: "Halden GmbH",
  address: "Lindenstraße 9, 10969 Berlin",
  city: "Berlin",
  vatId: "DE 317 204 661",
  email: "hello@halden.example",
  /** Days and times on receipts are the shop's. */
  timeZone: "Europe/Berlin",
} as const;

export const CATEGORIES = [
  { key: "kitchen", label: "Kitchen" },
  { key: "desk", label: "Desk" },
  { key: "home", label: "Home" },
] as const;

/** Some of the cards that the sandbox accepts, and what each does. Any later date, any code. */
export const TEST_CARDS = [
  { number: "4242 4242 4242 4242", gateway: "Both", effect: "Pays at once" },
  { number: "4000 0027 6000 3184", gateway: "Stripe", effect: "Asks the bank first (3DS)" },
  { number: "4000 0000 0000 0002", gateway: "Stripe", effect: "Is declined" },
  { number: "4000 0000 0000 9995", gateway: "Stripe", effect: "Has not enough money" },
  { number: "4485 0403 7153 6584", gateway: "Checkout.com", effect: "Asks the bank first (3DS)" },
  { number: "4024 0071 8186 9214", gateway: "Checkout.com", effect: "Is declined after 3DS" },
  {
    number: "4544 2491 6767 3670",
    gateway: "Checkout.com",
    effect: "Has not enough money, after 3DS",
  },
] as const;
