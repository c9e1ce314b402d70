import { differencesOf, type FoldableEvent, foldEvents } from "@/lib/payments/fold-events";
import type { World } from "../world";

/** I7, as a merchant checks it: the history folded anew comes to what is stored. */
export function checkFold(world: World): void {
  const told = new Map<string, FoldableEvent[]>();
  for (const event of world.database.events) {
    if (event.orderId === null) continue;
    const own = told.get(event.orderId);
    if (own) own.push(event);
    else told.set(event.orderId, [event]);
  }
  for (const { order, transactions } of world.database.orders.values()) {
    const { id, totalMinor, paymentStatus } = order;
    const rows = transactions.map(({ amount, ...each }) => ({ ...each, ...amount }));
    const stored = { totalMinor, paymentStatus, transactions: rows };
    for (const difference of differencesOf(foldEvents(told.get(id) ?? []), stored)) {
      world.violate("I7", id, `Folded anew it differs: ${JSON.stringify(difference)}`);
    }
  }
}
