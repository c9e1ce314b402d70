import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { refuseUnsendable } from "./circuit-door";
import { decideOperation, type OperationRequest } from "./decide-operation";
import { gatewayOf } from "./deciding";
import { doorTo } from "./provider-door";
import { carryOut } from "./settle";
import type { StoredTransaction } from "./store";

/**
 * One capture, void or refund, from the write-ahead row to the settled answer. A decline is no error: the transaction
 * says it. So is silence: it is then `indeterminate`, its amount stays spent, and the sweep asks.
 */
export async function runOperation(
  deps: Deps,
  input: OperationRequest & { orderId: string },
): Promise<Result<StoredTransaction, UseCaseError>> {
  const state = await deps.payments.find({ orderId: input.orderId });
  if (!state) return err(notFound("orders", input.orderId));
  const parent = state.transactions.find((each) => each.id === input.parentId);
  const gateway = parent && gatewayOf(state, parent.gatewayId);
  if (!gateway) return err(notFound("transactions", input.parentId));
  const door = doorTo(deps, gateway);
  if (!door) {
    const detail = `The settings of the gateway "${gateway.name}" are not complete.`;
    return err({ code: "gateway_unavailable", detail });
  }
  const refused = await refuseUnsendable(deps, door);
  if (refused) return err(refused);
  const { provider } = door;
  const now = deps.clock.now();
  const made = { id: deps.ids.resource(), callId: deps.ids.call() };
  const begun = await deps.payments.change(state, deps.by, now, (fresh) =>
    decideOperation(fresh, {
      ...input,
      ...made,
      capabilities: provider.capabilities,
      refuseAmount: provider.refuseAmount,
      now,
    }),
  );
  if (!begun.ok) return begun;
  if (begun.value.kind === "repeated") return ok(begun.value.transaction);
  const settled = await carryOut(deps, begun.value, door);
  return ok(settled.transaction);
}
