import type { Deps } from "../deps";
import { runOperation } from "./run-operation";

/**
 * Takes what an authorization holds, whole or in part. `amountMinor` null: all that is left. Safe to repeat with the same
 * key. Answers the capture as it stands: succeeded, declined, or not known yet.
 */
export const capturePayment = (
  deps: Deps,
  input: {
    orderId: string;
    authorizationId: string;
    amountMinor: number | null;
    idempotencyKey: string | null;
  },
) => runOperation(deps, { ...input, kind: "capture", parentId: input.authorizationId });
