import { SOURCE_TYPE_OF } from "@/lib/gateway-types";
import type { GatewayId, Ids } from "@/lib/ids";
import type { CurrencyCode } from "@/lib/money/money";
import { CLOSED } from "@/lib/payments/circuit";
import type { PaymentMethod } from "@/lib/payments/payment-method";
import type { Gateway } from "@/lib/payments/store";
import { Bank } from "./bank/bank";
import type { BankEvent } from "./bank/ledger";
import { BANK_TYPES, type BankType, TRAITS } from "./bank/traits";
import { watchCommits } from "./checks/at-commit";
import { Counts } from "./counts";
import { Random } from "./engine/random";
import { Scheduler } from "./engine/scheduler";
import type { MemoryShop } from "./memory/memory-cart";
import { MemoryDatabase } from "./memory/memory-database";
import { MemoryInbox } from "./memory/memory-webhook-store";
import type { Plan } from "./plan";

export const START_MS = Date.UTC(2026, 10, 20, 12);
/** From then on every call arrives and is answered: what is open must come to its end. */
export const CALM_AFTER_MS = 8 * 60_000;
const BANK_PAGE_MS = 30 * 60_000;

/** What went against an invariant. */
export type Violation = { invariant: string; orderId: string | null; why: string };

/** Everything that one seed is about: the app's memory, the banks, the time, and what went wrong. */
export class World {
  readonly plan: Plan;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly database = new MemoryDatabase();
  readonly inbox = new MemoryInbox();
  readonly banks: Readonly<Record<BankType, Bank>>;
  readonly counts = new Counts();
  /** The order's versions that its merchant has accepted; two requests may show it two. */
  readonly accepted = new Map<string, readonly number[]>();
  readonly ids: Ids;
  violation: Violation | null = null;
  /** Every line of what happened, where somebody wants to read it. */
  readonly story: string[] | null;
  /** Told of every event that a bank sends. */
  post: (gatewayId: string, event: BankEvent) => void = () => {};

  constructor(plan: Plan, seed: number, options: { tells: boolean }) {
    this.plan = plan;
    this.random = new Random(seed);
    this.scheduler = new Scheduler(this.random, START_MS);
    this.story = options.tells ? [] : null;
    this.ids = countingIds();
    this.banks = {
      stripe_gateways: this.#openBank("stripe_gateways"),
      checkout_com_gateways: this.#openBank("checkout_com_gateways"),
      external_gateways: this.#openBank("external_gateways"),
    };
    const { autoCapture, autoPlace, forcing } = plan;
    this.database.shop = SHOP;
    this.database.gateways = GATEWAYS.map((each) => ({
      ...each,
      forcePayments: forcing.includes(each.type),
    }));
    this.database.methods = METHODS.map((each) => ({ ...each, autoCapture, autoPlace }));
    watchCommits(this);
  }

  get isCalm(): boolean {
    return this.scheduler.nowMs >= START_MS + CALM_AFTER_MS;
  }

  /** A line of the story; only made where somebody reads it. */
  tell(line: () => string): void {
    if (!this.story) return;
    const seconds = ((this.scheduler.nowMs - START_MS) / 1000).toFixed(3).padStart(10);
    this.story.push(`${seconds}  ${line()}`);
  }

  /** The first one counts: what follows from it is noise. */
  violate(invariant: string, orderId: string | null, why: string): void {
    this.tell(() => `VIOLATION ${invariant} ${orderId ?? ""}: ${why}`);
    this.violation ??= { invariant, orderId, why };
  }

  /** Some decide while they still say that they will. */
  #decidesAfterMs(): number {
    const { random } = this;
    return random.chance(0.25) ? random.between(1, 400) : random.between(400, 60_000);
  }

  #openBank(type: BankType): Bank {
    return new Bank(TRAITS[type], {
      nowMs: () => this.scheduler.nowMs,
      later: (work) => this.scheduler.after(this.#decidesAfterMs(), work),
      whenExpired: (work) => this.scheduler.after(BANK_PAGE_MS, work),
      isRefusedLater: (what) => this.random.chance(what === "charge" ? 0.35 : 0.1),
      isChallengedLater: () => this.random.chance(0.3),
      tell: (event) => this.post(gatewayIdOf(type), event),
    });
  }
}

export const gatewayIdOf = (type: BankType): string => `gateway-${type}`;
export const methodIdOf = (type: BankType): string => `method-${type}`;

export const SKU_CODE = "MUG";
export const SHOP: MemoryShop = {
  market: { marketId: "market", currency: "EUR" as CurrencyCode, taxIncluded: true, taxRate: 0.19 },
  skus: [
    {
      ...{ id: "mug", code: SKU_CODE, name: "Mug", description: null, imageUrl: null },
      ...{ ships: false, unitMinor: 1_250 },
    },
  ],
  deliveryMethods: [],
};

const GATEWAYS: readonly Gateway[] = BANK_TYPES.map((type) => ({
  id: gatewayIdOf(type) as GatewayId,
  type,
  mode: "test",
  name: type,
  config: { secret_key: "ours" },
  forcePayments: false,
  isEnabled: true,
  circuit: CLOSED,
}));

/** One of them costs something, so that the total depends on how it is paid. */
const FEES_MINOR = {
  stripe_gateways: 0,
  checkout_com_gateways: 0,
  external_gateways: 150,
} as const satisfies Record<BankType, number>;

const METHODS: readonly PaymentMethod[] = BANK_TYPES.map((type) => ({
  id: methodIdOf(type),
  gatewayId: gatewayIdOf(type) as GatewayId,
  sourceType: SOURCE_TYPE_OF[type],
  name: type,
  description: null,
  currency: null,
  feeMinor: FEES_MINOR[type],
  autoPlace: false,
  autoCapture: false,
  autoCaptureMaxMinor: null,
  isEnabled: true,
}));

function countingIds(): Ids {
  let count = 0;
  const next = (prefix: string) => `${prefix}${String(++count).padStart(4, "0")}`;
  return { resource: () => next("R"), call: () => next("call-"), secret: () => next("secret-") };
}
