import { notFound, type UseCaseError } from "../errors";
import { err, type Result } from "../result";
import { inTurns, turnOf } from "../turns";
import type { EditableOrder } from "./order";
import { refuseOrder, refuseWhileEditing } from "./refuse-edit";
import type { EditScope, OrderEdit, OrderKey } from "./store";

/** How every order store edits an order: what refuses, in which order. Only reading and writing are the store's own. */
export async function editInTurns<T>(
  input: {
    from: OrderKey | EditableOrder;
    scope: EditScope;
    decide: (state: EditableOrder) => Result<{ edit: OrderEdit; value: T }, UseCaseError>;
  },
  store: {
    read: (key: OrderKey) => Promise<EditableOrder | null>;
    /** False when the order has moved on since it was read; nothing is written then. */
    write: (state: EditableOrder, edit: OrderEdit) => Promise<boolean>;
  },
): Promise<Result<T, UseCaseError>> {
  const { from, scope, decide } = input;
  const key = "order" in from ? { id: from.order.id } : from;
  return inTurns<EditableOrder, T, UseCaseError>("order" in from ? from : null, {
    read: () => store.read(key),
    missing: () => err(notFound("orders", "id" in key ? key.id : "")),
    take: async (state) => {
      const refused = refuseOrder(state, scope);
      if (refused) return err(refused);
      const decided = decide(state);
      if (!decided.ok) return decided;
      const { edit, value } = decided.value;
      const tooMuch = refuseWhileEditing(state, edit);
      if (tooMuch) return err(tooMuch);
      return turnOf(await store.write(state, edit), value);
    },
  });
}
