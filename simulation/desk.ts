// The real use cases over a simulated bank, without nodes, faults or a clock of their own: for properties of what is decided.
import type { Actor, AnyProvider, Deps } from "@/lib/deps";
import { SOURCE_TYPE_OF } from "@/lib/gateway-types";
import type { GatewayId, Ids, OrderId } from "@/lib/ids";
import type { CurrencyCode } from "@/lib/money/money";
import { CLOSED } from "@/lib/payments/circuit";
import type { PaymentState } from "@/lib/payments/store";
import { emptyState } from "@/lib/payments/test-state";
import { ok } from "@/lib/result";
import { SETTINGS } from "./app";
import { Bank } from "./bank/bank";
import type { BankEvent } from "./bank/ledger";
import { SimulatedProvider } from "./bank/simulated-provider";
import { type BankType, TRAITS } from "./bank/traits";
import { cartOf } from "./memory/memory-cart";
import { MemoryDatabase } from "./memory/memory-database";
import { createMemoryOrderStore } from "./memory/memory-order-store";
import { createMemoryPaymentStore } from "./memory/memory-payment-store";
import { createMemoryWebhookStore, MemoryInbox } from "./memory/memory-webhook-store";
import { SHOP } from "./world";

const START_MS = Date.UTC(2026, 10, 20, 12);
export const TOTAL_MINOR = 6500;
export const EUR = "EUR" as CurrencyCode;
export const ORDER_ID = "OrderAAAAA";
export const ORDER_TOKEN = "token-order";
export const GATEWAY_ID = "gateway";
export const METHOD_ID = "method";

/** One order at one shop with one bank. Time moves by hand. */
export class Desk {
  readonly database = new MemoryDatabase();
  readonly inbox = new MemoryInbox();
  /** What the bank has told so far; nobody has delivered it. */
  readonly told: BankEvent[] = [];
  readonly bank: Bank;
  readonly type: BankType;
  nowMs = START_MS;
  /** Awaited wherever the real stores and the real network wait. */
  pause: () => Promise<void> = () => Promise.resolve();
  /** What the bank decides later ends badly. */
  isRefusedLater = false;
  readonly #later: (() => void)[] = [];
  readonly #ids = countingIds();

  constructor(type: BankType, options: { autoCapture?: boolean } = {}) {
    this.type = type;
    this.bank = new Bank(TRAITS[type], {
      nowMs: () => this.nowMs,
      later: (work) => void this.#later.push(work),
      whenExpired: () => {},
      isRefusedLater: () => this.isRefusedLater,
      isChallengedLater: () => false,
      tell: (event) => void this.told.push(event),
    });
    this.database.gateways = [
      {
        id: GATEWAY_ID as GatewayId,
        type,
        mode: "test",
        name: type,
        config: { secret_key: "ours" },
        forcePayments: false,
        isEnabled: true,
        circuit: CLOSED,
      },
    ];
    this.database.methods = [
      {
        id: METHOD_ID,
        gatewayId: GATEWAY_ID as GatewayId,
        sourceType: SOURCE_TYPE_OF[type],
        name: type,
        description: null,
        currency: null,
        feeMinor: 0,
        autoPlace: false,
        autoCapture: options.autoCapture ?? false,
        autoCaptureMaxMinor: null,
        isEnabled: true,
      },
    ];
    const { order } = emptyState({ id: ORDER_ID as OrderId, token: ORDER_TOKEN });
    const payable = { ...order, totalMinor: TOTAL_MINOR, paymentMethodId: METHOD_ID };
    this.database.addOrder(payable, cartOf(ORDER_ID, TOTAL_MINOR, SHOP.market));
  }

  get state(): PaymentState {
    const state = this.database.read(ORDER_ID);
    if (!state) throw new Error("The order is gone.");
    return state;
  }

  /** What the bank has put off is decided now. */
  decideLater(): void {
    for (const work of this.#later.splice(0)) work();
  }

  deps(kind: Actor["kind"] = "shopper"): Deps {
    return { ...this.#shared, by: { kind, id: null, traceId: "trace" } };
  }

  readonly #provider = (): AnyProvider => {
    const provider = new SimulatedProvider(TRAITS[this.type], {
      secretOf: (payment) => this.bank.secretOf(payment),
      ask: async (_config, lookup) => {
        await this.pause();
        return ok(this.bank.find(lookup));
      },
      send: async (_config, key, request) => {
        const reply = this.bank.act(key, request);
        await this.pause();
        return ok(reply);
      },
    });
    return provider as unknown as AnyProvider;
  };

  readonly #shared: Omit<Deps, "by"> = {
    orders: createMemoryOrderStore(this.database, this.#ids, () => this.pause()),
    payments: createMemoryPaymentStore(this.database, () => this.pause()),
    webhooks: createMemoryWebhookStore(this.inbox, () => this.pause()),
    providers: () => this.#provider(),
    documentOf: async () => ({}),
    countryOf: async () => null,
    validateOrder: async () => ({ kind: "accepted" }),
    clock: {
      now: () => new Date(this.nowMs),
      sleep: () => this.pause(),
      deadline: () => new AbortController().signal,
    },
    ids: this.#ids,
    settings: SETTINGS,
  };
}

function countingIds(): Ids {
  let count = 0;
  const next = (prefix: string) => `${prefix}${String(++count).padStart(4, "0")}`;
  return { resource: () => next("R"), call: () => next("call-"), secret: () => next("secret-") };
}
