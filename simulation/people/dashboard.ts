import { BANK_TYPES } from "../bank/traits";
import type { Fiber } from "../engine/fiber";
import type { Visit } from "../plan";
import type { World } from "../world";
import type { Order } from "./shopper";

type Visiting = { order: Order; visit: Extract<Visit, { kind: "dashboard" }> };

/** The merchant's people in the bank's own dashboard, past us. */
export async function actAtBank(
  world: World,
  person: Fiber,
  { order, visit }: Visiting,
): Promise<void> {
  await person.sleep(visit.waitMs);
  for (const kind of visit.actions) {
    await person.sleep(world.random.between(0, 20_000));
    for (const type of BANK_TYPES) {
      const bank = world.banks[type];
      if (!bank.traits.retrieve) continue; // It has none.
      for (const payment of bank.payments.values()) {
        if (!payment.ourReference.startsWith(`${order.id}-`)) continue;
        const half = Math.max(1, Math.floor(payment.amount.amountMinor / 2));
        const amountMinor = kind === "refund" ? half : payment.amount.amountMinor;
        const amount = { ...payment.amount, amountMinor };
        if (!bank.actInDashboard(payment.reference, kind, amount)) continue;
        world.counts.add(`dashboard ${kind}`);
        world.tell(() => `in the dashboard: ${kind} of ${payment.reference} (${order.id})`);
      }
    }
  }
}
