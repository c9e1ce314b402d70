import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { quantityIssue } from "./add-line";

/** Sets how many pieces of a line the cart holds; 0 removes the line. */
export async function setQuantity(
  deps: Deps,
  input: { token: string; lineId: string; quantity: number },
): Promise<Result<null, UseCaseError>> {
  const { token, lineId, quantity } = input;
  const wrong = quantity === 0 ? null : quantityIssue(quantity);
  if (wrong) return err(wrong);
  return deps.orders.change({ token }, deps.by, deps.clock.now(), (state) => {
    if (!state.lines.some((line) => line.id === lineId)) return err(notFound("line_items", lineId));
    const edit =
      quantity === 0 ? { removeLines: [lineId] } : { changeLines: [{ id: lineId, quantity }] };
    return ok({ edit, value: null });
  });
}
