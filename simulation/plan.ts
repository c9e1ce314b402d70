import type { GatewayType } from "@/lib/gateway-types";
import type { Card } from "./bank/bank-payment";
import type { BankType } from "./bank/traits";
import type { Random } from "./engine/random";

/** Who comes, and what they are about to do. Made from the seed before anything happens, so that it can be made smaller. */
export type Visit =
  | {
      kind: "checkout";
      /** How often they try again after a no. */
      tries: number;
      cards: readonly Card[];
      gateways: readonly BankType[];
      /** The button is pressed twice. */
      isDouble: boolean;
      /** How they end the bank's page, and whether their browser finds its way back. */
      challenge: "complete" | "fail" | "cancel" | "abandon";
      comesBack: boolean;
    }
  | {
      kind: "api";
      gateway: BankType;
      card: Card;
      /** At most, between two calls. */
      patienceMs: number;
      /** What is called, in this order. */
      calls: readonly ("create" | "authorize" | "place" | "confirm" | "update")[];
    }
  | { kind: "merchant"; actions: readonly MerchantAction[]; waitMs: number }
  | { kind: "edit"; by: "shopper" | "api_client"; edits: readonly Edit[]; waitMs: number }
  | { kind: "dashboard"; actions: readonly ("capture" | "void" | "refund")[]; waitMs: number };

/** Of a cart: a thing more, another quantity of the last line, none of anything; or a text of the order. */
export type Edit = {
  kind: "add" | "change" | "empty" | "mend";
  quantity: number;
  waitMs: number;
};

export type MerchantAction = {
  kind:
    | "capture"
    | "void"
    | "refund"
    | "cancel"
    | "approve"
    | "start_editing"
    | "mend"
    | "stop_editing";
  /** Of what is left, in percent; 100 is all of it. */
  percent: number;
  isDouble: boolean;
  waitMs: number;
};

export type Plan = {
  /** A vetted one is shown to its merchant before it may be paid. */
  orders: readonly { totalMinor: number; isVetted: boolean; visits: readonly Visit[] }[];
  /** Which step of the run kills a node, and for how long it is away. */
  crashes: readonly { step: number; node: number; downMs: number }[];
  /** Of 1: how many calls to a bank meet a fault. */
  faultRate: number;
  /** A bank that answers nobody for a long time, from a moment on. */
  outage: { gateway: BankType; fromMs: number; forMs: number } | null;
  webhooks: { duplicated: number; lost: number; tampered: number; late: number };
  autoCapture: boolean;
  /** Gateways whose money an order that is still open takes, whatever it has chosen since. */
  forcing: readonly GatewayType[];
  autoPlace: boolean;
};

const GATEWAYS = ["stripe_gateways", "checkout_com_gateways", "external_gateways"] as const;
const CARD_WEIGHTS = {
  approved: 5,
  challenge: 4,
  later: 2,
  declined: 1.5,
  insufficient_funds: 1,
};
const CALLS = ["create", "authorize", "authorize", "place", "place", "confirm", "update"] as const;
const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

/** What one seed is about. */
export function planOf(random: Random): Plan {
  return {
    orders: many(random.between(1, 3), () => ({
      totalMinor: random.between(1, 20_000),
      isVetted: random.chance(0.15),
      visits: visitsOf(random),
    })),
    crashes: many(random.weighted({ none: 2, one: 3, two: 2, three: 1 }) === "none" ? 0 : 1, () =>
      crashOf(random),
    ).concat(random.chance(0.4) ? [crashOf(random)] : []),
    faultRate: random.pick([0, 0.15, 0.3, 0.5]),
    outage: random.chance(0.15) ? outageOf(random) : null,
    webhooks: {
      duplicated: random.pick([0, 0.3]),
      lost: random.pick([0, 0.2]),
      tampered: random.pick([0, 0.1]),
      late: random.pick([0, 0.2]),
    },
    autoCapture: random.chance(0.4),
    forcing: GATEWAYS.filter(() => random.chance(0.4)),
    autoPlace: random.chance(0.3),
  };
}

const outageOf = (random: Random) => ({
  gateway: random.pick(GATEWAYS),
  fromMs: random.between(0, 60_000),
  forMs: random.pick([60_000, 600_000, 26 * 3_600_000]),
});

const crashOf = (random: Random) => ({
  step: random.between(5, 220),
  node: random.between(0, 1),
  downMs: random.between(100, 20_000),
});

function visitsOf(random: Random): Visit[] {
  if (random.chance(0.22)) return tryingAgain(random);
  const visits: Visit[] = [];
  if (random.chance(0.7)) visits.push(checkoutOf(random));
  if (visits.length === 0 || random.chance(0.3)) {
    visits.push(random.chance(0.7) ? apiOf(random) : checkoutOf(random));
  }
  if (random.chance(0.7)) {
    visits.push({
      kind: "merchant",
      actions: actionsOf(random),
      waitMs: random.between(0, 60_000),
    });
  }
  if (random.chance(0.3)) visits.push(editingOf(random));
  if (random.chance(0.2)) {
    visits.push({
      kind: "dashboard",
      actions: many(random.between(1, 2), () => random.pick(["capture", "void", "refund"])),
      waitMs: random.between(1_000, 90_000),
    });
  }
  return visits;
}

/** One source, tried until something comes of it, while the merchant lets go what was held. */
const tryingAgain = (random: Random): Visit[] => [
  {
    ...apiOf(random),
    gateway: random.pick(["stripe_gateways", "checkout_com_gateways", "checkout_com_gateways"]),
    card: random.pick(["later", "later", "approved"]),
    patienceMs: 45_000,
    calls: [
      "create",
      ...(random.chance(0.5) ? (["confirm"] as const) : []),
      ...many(6, () => random.pick(["authorize", "authorize", "place"] as const)),
    ],
  },
  {
    kind: "merchant",
    waitMs: random.between(10_000, 60_000),
    actions: many(3, () => ({ ...actionOf(random), kind: "void" as const })),
  },
];

const checkoutOf = (random: Random): Visit => ({
  kind: "checkout",
  tries: random.between(1, 4),
  cards: many(4, () => random.weighted(CARD_WEIGHTS)),
  gateways: many(4, () => random.pick(GATEWAYS)),
  isDouble: random.chance(0.35),
  challenge: random.weighted({ complete: 6, fail: 2, cancel: 1, abandon: 2 }),
  comesBack: random.chance(0.7),
});

const apiOf = (random: Random): Extract<Visit, { kind: "api" }> => ({
  kind: "api",
  gateway: random.pick(GATEWAYS),
  card: random.weighted({ ...CARD_WEIGHTS, later: 6 }),
  patienceMs: 15_000,
  calls: ["create", ...many(random.between(1, 6), () => random.pick(CALLS))],
});

const editingOf = (random: Random): Visit => ({
  kind: "edit",
  by: random.chance(0.6) ? "shopper" : "api_client",
  waitMs: random.between(0, 40_000),
  edits: many(random.between(1, 4), () => ({
    kind: random.weighted({ add: 4, change: 3, empty: 2, mend: 2 }),
    quantity: random.between(1, 4),
    waitMs: random.between(0, 15_000),
  })),
});

const actionsOf = (random: Random): MerchantAction[] => {
  if (random.chance(0.3)) return givingBack(random);
  return random.chance(0.25) ? takingBack(random) : manyActions(random);
};

/** The order is taken back to be mended; meanwhile and afterwards the merchant does what else there is to do. */
const takingBack = (random: Random): MerchantAction[] => [
  { ...actionOf(random), kind: "start_editing" },
  { ...actionOf(random), kind: "mend" },
  ...(random.chance(0.4) ? manyActions(random).slice(0, 1) : []),
  { ...actionOf(random), kind: "stop_editing" },
  ...(random.chance(0.5) ? manyActions(random).slice(0, 2) : []),
];

const manyActions = (random: Random): MerchantAction[] =>
  many(random.between(1, 4), () => ({
    ...actionOf(random),
    kind: random.weighted({ capture: 4, refund: 3, void: 3, cancel: 2, approve: 1 }),
  }));

/** All is taken, and the same part of it is given back more than once: only its own name tells which is which. */
const givingBack = (random: Random): MerchantAction[] => [
  { ...actionOf(random), kind: "capture", percent: 100 },
  ...many(random.between(2, 3), () => ({
    ...actionOf(random),
    kind: "refund" as const,
    percent: 30,
    waitMs: random.between(0, 6_000),
  })),
];

const actionOf = (random: Random): Omit<MerchantAction, "kind"> => ({
  percent: random.pick([100, 100, 50, 30]),
  isDouble: random.chance(0.3),
  waitMs: random.between(0, 20_000),
});
