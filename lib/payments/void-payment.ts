import type { Deps } from "../deps";
import { runOperation } from "./run-operation";

/** Lets go all that an authorization holds. Safe to repeat; refused once a capture may have happened. */
export const voidPayment = (
  deps: Deps,
  input: { orderId: string; authorizationId: string; idempotencyKey: string | null },
) =>
  runOperation(deps, {
    ...input,
    kind: "void",
    parentId: input.authorizationId,
    amountMinor: null,
  });
