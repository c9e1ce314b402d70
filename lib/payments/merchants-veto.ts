import { unreachable } from "../assert";
import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import type { Result } from "../result";
import type { Decision, PaymentState } from "./store";

/**
 * Asks the merchant's own service, where the market has one, whether this order may be paid. Null: nothing against it. No
 * answer is no: what a merchant wants to see first is not sold unseen.
 */
export async function merchantsVeto(
  deps: Deps,
  { order }: PaymentState,
): Promise<UseCaseError | null> {
  if (order.validation === null) return null;
  const verdict = await deps.validateOrder({ orderId: order.id, validation: order.validation });
  switch (verdict.kind) {
    case "accepted":
      return null;
    case "refused":
      return { code: "order_refused", reason: verdict.code, message: verdict.message };
    case "unknown":
      return { code: "order_unchecked", detail: verdict.detail };
    default:
      return unreachable(verdict);
  }
}

/** The order has moved on since the merchant saw it: to be shown again. */
export type Moved = { kind: "moved" };

/**
 * The order as the merchant has accepted it: `decide` may begin on that, and on nothing that came after. Asked only where
 * something would begin; without a service to ask, `from` and `decide` come back as they are.
 */
export async function accepted<T extends { kind: string }>(
  deps: Deps,
  from: PaymentState,
  decide: (state: PaymentState) => Decision<T, UseCaseError>,
): Promise<Result<(state: PaymentState) => Decision<T | Moved, UseCaseError>, UseCaseError>> {
  if (from.order.validation === null) return { ok: true, value: decide };
  const wanted = decide(from);
  if (!wanted.ok) return wanted;
  const veto = wanted.value.value.kind === "begun" ? await merchantsVeto(deps, from) : null;
  if (veto) return { ok: false, error: veto };
  const { version } = from.order;
  return {
    ok: true,
    value: (state) =>
      state.order.version === version
        ? decide(state)
        : { ok: true, value: { changes: [], value: { kind: "moved" } } },
  };
}
