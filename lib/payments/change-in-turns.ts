import { notFound } from "../errors";
import type { OrderId } from "../ids";
import { err, ok, type Result } from "../result";
import { inTurns, turnOf } from "../turns";
import type { Decision, PaymentChange, PaymentState } from "./store";

type NotFound = ReturnType<typeof notFound>;

/** How every payment store changes an order's payments; only reading and writing are its own. */
export async function changeInTurns<T, E>(
  from: OrderId | PaymentState,
  decide: (state: PaymentState) => Decision<T, E>,
  store: {
    read: (orderId: OrderId) => Promise<PaymentState | null>;
    /** False when the order has moved on since it was read; nothing is written then. */
    write: (state: PaymentState, changes: readonly PaymentChange[]) => Promise<boolean>;
  },
): Promise<Result<T, E | NotFound>> {
  const orderId = typeof from === "string" ? from : from.order.id;
  return inTurns<PaymentState, T, E | NotFound>(typeof from === "string" ? null : from, {
    read: () => store.read(orderId),
    missing: () => err(notFound("orders", orderId)),
    take: async (state) => {
      const decided = decide(state);
      if (!decided.ok) return decided;
      const { changes, value } = decided.value;
      if (changes.length === 0) return ok({ kind: "done", value });
      return turnOf(await store.write(state, changes), value);
    },
  });
}
