/** What happens to the orders of a storm: data. The outcome of each authorization comes by webhook only. */

export const PROVIDERS = ["stripe", "checkout_com", "external"] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** What the merchant's people do in the provider's own dashboard, in percent of the order. */
export type Step = { do: "capture" | "refund"; percent: number } | { do: "void" };

export type Story = {
  /** Captured by the payment method as soon as it is placed. */
  isSmall: boolean;
  /** How the shopper ends the bank's page; null: there is none. */
  challenge: "complete" | "fail" | "cancel" | null;
  steps: readonly Step[];
  /** A code of the external gateway's. */
  token: string | null;
};

const story = (more: Partial<Story>): Story => ({
  isSmall: false,
  challenge: "complete",
  steps: [],
  token: null,
  ...more,
});
const capture = (percent: number): Step => ({ do: "capture", percent });
const refund = (percent: number): Step => ({ do: "refund", percent });
const release: Step = { do: "void" };

const CARDS: readonly Story[] = [
  story({ isSmall: true }),
  story({ steps: [capture(100)] }),
  story({ steps: [capture(60), refund(20), refund(30)] }),
  story({ steps: [capture(100), refund(100)] }),
  story({ steps: [release] }),
  story({ challenge: "fail" }),
];

/** Each order of a set takes the next one, over and over. */
const STORIES: Readonly<Record<ProviderName, readonly Story[]>> = {
  stripe: CARDS,
  checkout_com: [
    ...CARDS,
    story({ challenge: "cancel" }),
    story({ steps: [capture(30), capture(40), refund(10)] }),
  ],
  external: [
    story({ challenge: null, isSmall: true, token: "NB-LATERALL" }),
    story({ challenge: null, token: "NB-LATER" }),
    story({ challenge: null, isSmall: true, token: "NB-LATERALL" }),
    story({ challenge: null, token: "NB-LATERNO" }),
  ],
};

export const SMALL_MAX_MINOR = 5_000;

/** How many different orders there are: a multiple of each provider's stories. */
export const KINDS_COUNT = 48;

/** The n-th of each set is told the same and costs the same. */
export function storyAt(provider: ProviderName, at: number): Story & { amountMinor: number } {
  const stories = STORIES[provider];
  const own = stories[at % stories.length];
  if (!own) throw new Error("There is no story to tell.");
  const smallestMinor = own.isSmall ? 1_000 : SMALL_MAX_MINOR + 100;
  return { ...own, amountMinor: smallestMinor + (at % KINDS_COUNT) };
}
