import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import { err, type Result } from "../result";
import { forwardTransaction } from "./forward-transaction";
import { noteOf } from "./note";
import type { StoredTransaction } from "./store";

/**
 * A person has looked up a stuck transaction at its provider and says that it happened, and where they saw it. The provider
 * is asked first, and its word counts (`_forward`). The note is in the history. Safe to repeat.
 */
export async function resolveByHand(
  deps: Deps,
  input: { orderId: string; transactionId: string; note: string },
): Promise<Result<StoredTransaction, UseCaseError>> {
  const note = noteOf(input.note, { field: "note", isRequired: true });
  if (!note.ok) return err(note.error);
  return forwardTransaction(deps, { ...input, note: note.value });
}
