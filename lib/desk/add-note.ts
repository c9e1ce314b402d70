import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { holdsCardNumber } from "../providers/card-number";
import { err, ok, type Result } from "../result";
import { insertNote } from "./note-store";

export const NOTE_LENGTH_MAX = 1000;

/** Writes a note beside an order in the caller's name. Safe to repeat: the form's nonce is the note's id. */
export async function addNote(
  deps: Deps,
  input: { orderId: string; text: string; nonce: string },
): Promise<Result<null, UseCaseError>> {
  const text = input.text.trim();
  const problem = problemOf(text);
  if (problem !== null) return err(invalid("text", problem));
  const { orderId, nonce } = input;
  const note = { id: nonce, orderId, authorId: deps.by.id ?? "", text };
  const isThere = await insertNote(note, { by: deps.by, now: deps.clock.now() });
  return isThere ? ok(null) : err(notFound("orders", orderId));
}

function problemOf(text: string): string | null {
  if (text === "") return "Write something down first";
  if (text.length > NOTE_LENGTH_MAX) return `Keep the note to ${NOTE_LENGTH_MAX} characters`;
  return holdsCardNumber(text) ? "Leave the card number out: notes are kept in the clear" : null;
}
