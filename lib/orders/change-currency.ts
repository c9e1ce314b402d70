import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";

/** Prices the cart anew in another currency of its market. Refused while a line is not sold in it. */
export async function changeCurrency(
  deps: Deps,
  input: { token: string; currency: string },
): Promise<Result<null, UseCaseError>> {
  const { token, currency } = input;
  const found = await deps.orders.find({ token });
  if (!found) return err(notFound("orders", token));
  const terms = await deps.orders.findTerms({ marketId: found.order.marketId, currency });
  if (!terms) return err(invalid("currency", "This shop does not sell in that currency."));
  const codes = found.lines.flatMap((line) => (line.skuCode ? [line.skuCode] : []));
  const offers = await deps.orders.findOffers(codes, currency);
  return deps.orders.change(found, deps.by, deps.clock.now(), (state) => {
    const changeLines: { id: string; unitMinor: number }[] = [];
    for (const line of state.lines) {
      const offer = offers.find((each) => each.code === line.skuCode);
      if (offer?.unitMinor == null) {
        return err(invalid("currency", `${line.name} is not sold in ${currency}.`));
      }
      changeLines.push({ id: line.id, unitMinor: offer.unitMinor });
    }
    // A method may belong to one currency only: it is chosen anew.
    return ok({ edit: { terms, changeLines, paymentMethodId: null }, value: null });
  });
}
