/** The shop's and the cart's sentences, in one place so that they can be translated. */
export const STORE = {
  skip: "Skip to products",
  lead: "Plain things, made to be used every day",
  leadText: (standard: string, free: string) =>
    `Twelve pieces from small workshops. Delivery in Europe ${standard}, free from ${free}.`,
  leadTextShort: "Twelve pieces from small workshops. Delivered all over Europe.",
  everything: "Everything",
  currency: "Currency",
  showPrices: "Show prices",
  cart: "Cart",
  cartCount: (count: number) => `${count} ${count === 1 ? "item" : "items"}`,
  add: (name: string) => `Add ${name.toLowerCase()} to the cart`,
  adding: "Adding",
  added: (name: string) => `${name} is in your cart`,
  viewCart: "View cart",
  notAdded: "This did not reach the cart. Add it again.",
  none: "Nothing here in this currency",
  noneText: "Choose another currency above, or look at everything.",
} as const;

export const TEST_BAR = {
  badge: "Demo shop",
  before: "Buy anything with card ",
  card: "4242 4242 4242 4242",
  after: ". No money moves.",
  more: "More test cards",
  moreShort: "Cards",
  title: "Test cards",
  text: "Use any later date and any security code. Northbank Pay takes the codes NB-APPROVE, NB-DECLINE and NB-LATER.",
  close: "Close",
  number: "Card number",
  gateway: "Gateway",
  effect: "What it does",
} as const;

export const CART = {
  title: "Your cart",
  emptyTitle: "Your cart is empty",
  emptyText: "Add something from the shop: it waits here until you pay.",
  toShop: "Look at the shop",
  quantity: (name: string) => `Quantity of ${name.toLowerCase()}`,
  less: (name: string) => `One ${name.toLowerCase()} less`,
  more: (name: string) => `One ${name.toLowerCase()} more`,
  remove: "Remove",
  removeLabel: (name: string) => `Remove ${name.toLowerCase()}`,
  each: (price: string) => `${price} each`,
  checkout: (total: string) => `Go to checkout, ${total}`,
  deliveryNext: "Delivery is added in the checkout.",
  keep: "Keep shopping",
  failed: "The cart did not change. Try again.",
  heldTitle: "This order is being paid",
  heldText:
    "It cannot change any more. See where it stands, or start a new cart by adding something.",
  heldLink: "See this order",
} as const;
