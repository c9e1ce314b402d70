import type { Deps } from "../deps";
import { runOperation } from "./run-operation";

/**
 * Gives back what a capture took, whole or in part. `amountMinor` null: all that is left. Safe to repeat with the same
 * key. Answers the refund as it stands: some providers decide it days later.
 */
export const refundPayment = (
  deps: Deps,
  input: {
    orderId: string;
    captureId: string;
    amountMinor: number | null;
    idempotencyKey: string | null;
    note?: string | null;
  },
) => runOperation(deps, { ...input, kind: "refund", parentId: input.captureId });
