// A shop whose payments are reconciled, and what is done at a provider without us: its dashboard, other systems on the
// same account. For tests only.

import type { Period } from "@/lib/reconciliation/store";
import { merchantOf } from "./merchant";
import { cardToken } from "./road";
import { type ApiShop, openApiShop } from "./shop";

export const HOUR_MS = 3_600_000;

export const around = (ms = Date.now()): Period => ({
  from: new Date(ms - 24 * HOUR_MS),
  to: new Date(ms + 24 * HOUR_MS),
});

export const ALONE = {
  matched: 0,
  missingHere: 0,
  missingThere: 0,
  amountDiffers: 0,
  others: 0,
  unsettled: 0,
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The demo shop with everything that a reconciliation is given. */
export async function openDesk() {
  const shop = await openApiShop();
  const { parts } = await import("@/lib/parts");
  const { prisma } = await import("@/lib/db/client");
  const { createReconciliationStore } = await import(
    "@/lib/reconciliation/prisma-reconciliation-store"
  );
  const { reconcile } = await import("@/lib/reconciliation/reconcile");
  const deps = await parts({ kind: "user", id: "merchant" });
  const db = prisma();
  const store = createReconciliationStore(db);
  return {
    ...{ shop, deps, db, store, merchant: merchantOf(shop, deps) },
    reconcile: (
      gatewayId: string,
      more: { period?: Period; limits?: object; deps?: typeof deps } = {},
    ) =>
      reconcile(
        { deps: more.deps ?? deps, store },
        { gatewayId, period: more.period ?? around(), limits: more.limits ?? {} },
      ),
    /** Neither side knows of any payment. */
    startOver: async (theirs: AtProvider): Promise<void> => {
      await db.$executeRaw`TRUNCATE reconciliation_differences, reconciliation_runs`;
      await db.$executeRaw`TRUNCATE transactions, payment_sources, orders CASCADE`;
      await theirs.reset();
    },
  };
}

export class AtProvider {
  readonly #shop: ApiShop;
  readonly #provider: "stripe" | "checkout_com";

  constructor(shop: ApiShop, provider: "stripe" | "checkout_com") {
    this.#shop = shop;
    this.#provider = provider;
  }

  async reset(): Promise<void> {
    await this.#control("DELETE", "faults");
    await this.#control("POST", "reset", {});
  }

  /** No list is answered from now on. */
  async breakLists(): Promise<void> {
    const operation = this.#provider === "stripe" ? "charges.list" : "payments.search";
    const fault = { provider: this.#provider, operation, kind: "error_before", count: 10 };
    await this.#control("POST", "faults", fault);
  }

  /** €42.00, held; `installationId` null: by a system that knows nothing of ours. */
  async pay({ installationId }: { installationId: string | null }): Promise<void> {
    const metadata = installationId === null ? {} : { kassa_installation: installationId };
    if (this.#provider === "stripe") {
      await this.#stripe("payment_intents", {
        amount: "4200",
        currency: "eur",
        capture_method: "manual",
        confirm: "true",
        payment_method: "pm_card_visa",
        return_url: "https://shop.example/back",
        ...Object.fromEntries(Object.entries(metadata).map(([k, v]) => [`metadata[${k}]`, v])),
      });
      return;
    }
    const source = { type: "token", token: await cardToken(this.#shop) };
    const body = { source, amount: 4200, currency: "EUR", capture: false, metadata };
    await this.#checkoutCom("payments", body);
  }

  async refund(payment: string, amountMinor: number): Promise<void> {
    if (this.#provider === "stripe") {
      await this.#stripe("refunds", { payment_intent: payment, amount: String(amountMinor) });
      return;
    }
    await this.#checkoutCom(`payments/${payment}/refunds`, { amount: amountMinor });
    await this.#control("POST", "clock", { advanceMs: 1000 });
  }

  #stripe(path: string, form: Record<string, string>): Promise<void> {
    const { secret_key } = this.#shop.demo.gateways.stripe_gateways;
    return this.#send(`v1/${path}`, {
      headers: { authorization: `Bearer ${secret_key}` },
      body: new URLSearchParams(form),
    });
  }

  #checkoutCom(path: string, body: object): Promise<void> {
    const { secret_key } = this.#shop.demo.gateways.checkout_com_gateways;
    return this.#send(path, {
      headers: { authorization: secret_key, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  #control(method: string, path: string, body?: object): Promise<void> {
    return this.#send(`_control/${path}`, {
      method,
      headers: {
        "x-sandbox-key": this.#shop.sandbox.controlKey,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async #send(path: string, init: RequestInit): Promise<void> {
    const answer = await fetch(`${this.#shop.sandbox.url}/${path}`, { method: "POST", ...init });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
}
