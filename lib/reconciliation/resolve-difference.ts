import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { holdsCardNumber } from "../providers/card-number";
import { err, ok, type Result } from "../result";
import type { ReconciliationStore, StoredDifference } from "./store";

const NOTE_MAX = 1000;

/** A person's word that an open difference is settled, with the reason. It stands until the amounts change. */
export async function resolveDifference(
  { deps, store }: { deps: Deps; store: ReconciliationStore },
  { id, note }: { id: string; note: string },
): Promise<Result<StoredDifference, UseCaseError>> {
  const reason = note.trim();
  if (reason === "" || reason.length > NOTE_MAX) {
    return err(invalid("note", `Say why in 1 to ${NOTE_MAX} characters.`));
  }
  if (holdsCardNumber(reason)) {
    return err(invalid("note", "Leave the card number out: notes are kept in the clear."));
  }
  const given = { note: reason, by: deps.by, now: deps.clock.now() };
  const resolved = await store.resolveByPerson(id, given);
  return resolved ? ok(resolved) : err(notFound("reconciliation_differences", id));
}
