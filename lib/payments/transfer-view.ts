/** What a shopper is still to send by a transfer of their own. */
import type { Deps } from "../deps";
import type { TransferView } from "../orders/checkout-view";
import { capturableMinor } from "./balances";
import { gatewayOf, liveAttemptOf } from "./deciding";
import { doorTo } from "./provider-door";
import type { PaymentState } from "./store";

/**
 * Null where a service moves the money, and once all of it has arrived or none will come. Where to send it is read from the
 * gateway as it is now: money sent to an account that was closed meanwhile would be lost.
 */
export function transferOf(deps: Deps, state: PaymentState): TransferView | null {
  const live = liveAttemptOf(state);
  const gateway = live && gatewayOf(state, live.gatewayId);
  if (!live || !gateway || !deps.providers(gateway.type).capabilities.byHand) return null;
  const amountMinor = capturableMinor(state.transactions, live, { several: true });
  if (amountMinor === 0) return null;
  const door = doorTo(deps, gateway);
  return { amountMinor, instructions: door?.provider.instructions?.(door.config) ?? null };
}
