import { invalid, type UseCaseError } from "../errors";
import { holdsCardNumber } from "../providers/card-number";
import { err, ok, type Result } from "../result";

export const NOTE_LENGTH_MAX = 500;

/** A person's words as they are kept, in the clear and for good; or why not. `field` is what the form calls them. */
export function noteOf(
  given: string,
  { field, isRequired }: { field: string; isRequired: boolean },
): Result<string, UseCaseError> {
  const note = given.trim();
  if (note === "" && isRequired) return err(invalid(field, "Write it down in a few words"));
  if (note.length > NOTE_LENGTH_MAX) {
    return err(invalid(field, `Keep it to ${NOTE_LENGTH_MAX} characters`));
  }
  if (holdsCardNumber(note)) {
    return err(invalid(field, "Leave the card number out: this is kept in the clear"));
  }
  return ok(note);
}
