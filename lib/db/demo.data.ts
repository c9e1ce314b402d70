/** The demo shop's goods. Prices in minor units: euro cents, US cents, whole yen. */
type DemoSku = {
  code: string;
  name: string;
  description: string;
  category: "kitchen" | "desk" | "home";
  prices: { EUR: number; USD: number; JPY: number };
};

export const DEMO_SKUS: readonly DemoSku[] = [
  {
    code: "ENAMEL-MUG",
    name: "Enamel mug",
    description: "Petrol · 350 ml",
    category: "kitchen",
    prices: { EUR: 1400, USD: 1600, JPY: 2400 },
  },
  {
    code: "FIELD-NOTEBOOK",
    name: "Field notebook",
    description: "Dotted · 96 pages",
    category: "desk",
    prices: { EUR: 950, USD: 1100, JPY: 1600 },
  },
  {
    code: "LINEN-TEA-TOWEL",
    name: "Linen tea towel",
    description: "Blue stripe",
    category: "kitchen",
    prices: { EUR: 2300, USD: 2600, JPY: 3900 },
  },
  {
    code: "BEESWAX-CANDLE",
    name: "Beeswax candle",
    description: "40 hours",
    category: "home",
    prices: { EUR: 1900, USD: 2200, JPY: 3200 },
  },
  {
    code: "STOVE-KETTLE",
    name: "Stove kettle",
    description: "Steel · 1.5 l",
    category: "kitchen",
    prices: { EUR: 6800, USD: 7600, JPY: 11500 },
  },
  {
    code: "READING-LAMP",
    name: "Reading lamp",
    description: "Ochre shade",
    category: "desk",
    prices: { EUR: 11200, USD: 12500, JPY: 19000 },
  },
  {
    code: "STONEWARE-VASE",
    name: "Stoneware vase",
    description: "Chalk · 24 cm",
    category: "home",
    prices: { EUR: 4600, USD: 5200, JPY: 7800 },
  },
  {
    code: "TABLE-BRUSH",
    name: "Table brush",
    description: "Pear wood",
    category: "kitchen",
    prices: { EUR: 1750, USD: 1950, JPY: 2900 },
  },
  {
    code: "WOOL-BLANKET",
    name: "Wool blanket",
    description: "Deep blue · 130 × 180 cm",
    category: "home",
    prices: { EUR: 13900, USD: 15500, JPY: 23500 },
  },
  {
    code: "OAK-TRAY",
    name: "Oak tray",
    description: "Oiled · 42 cm",
    category: "kitchen",
    prices: { EUR: 5400, USD: 6000, JPY: 9100 },
  },
  {
    code: "BREAD-BOARD",
    name: "Bread board",
    description: "Oak · 38 cm",
    category: "kitchen",
    prices: { EUR: 3800, USD: 4300, JPY: 6400 },
  },
  {
    code: "BRASS-PEN",
    name: "Brass pen",
    description: "Fine nib",
    category: "desk",
    prices: { EUR: 4200, USD: 4700, JPY: 7100 },
  },
];

/** One delivery a currency: it chooses itself. */
export const DEMO_DELIVERIES = [
  { name: "Standard", currencyCode: "EUR", priceMinor: 450, freeOverMinor: 8000 },
  { name: "Standard", currencyCode: "USD", priceMinor: 600, freeOverMinor: 9000 },
  { name: "Standard", currencyCode: "JPY", priceMinor: 700, freeOverMinor: 13000 },
] as const;

export const DEMO_TAX_RATES = [
  { currencyCode: "EUR", rate: 0.19 },
  { currencyCode: "USD", rate: 0 },
  { currencyCode: "JPY", rate: 0.1 },
] as const;

export const DEMO_SHOP = {
  organization: {
    slug: "halden",
    name: "Halden",
    timeZone: "Europe/Berlin",
    supportEmail: "help@halden.example",
  },
  market: { code: "halden", name: "Halden", currencyCode: "EUR" },
  /** One for each role: what needs a second person can be tried. */
  people: {
    admin: { email: "merchant@halden.example", name: "Ines Koch", role: "owner" },
    operator: { email: "operator@halden.example", name: "Tom Brandt", role: "operator" },
    viewer: { email: "viewer@halden.example", name: "Lea Sommer", role: "viewer" },
  },
} as const;
