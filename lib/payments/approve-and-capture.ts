import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import type { Result } from "../result";
import { approveOrder } from "./approve-order";
import { captureOrder } from "./capture-order";
import type { StoredTransaction } from "./store";

/**
 * The merchant accepts a placed order and takes its money. Should the capture be refused, the order stays approved. Safe to
 * repeat with the same key.
 */
export async function approveAndCapture(
  deps: Deps,
  given: { orderId: string; idempotencyKey: string | null },
): Promise<Result<StoredTransaction, UseCaseError>> {
  const approved = await approveOrder(deps, given);
  return approved.ok ? captureOrder(deps, given) : approved;
}
