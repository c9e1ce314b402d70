import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { applyEdit } from "./apply-edit";

type Refreshed = Promise<Result<null, UseCaseError>>;

/** `_update_taxes`, `_refresh`: totals anew, by what its market levies today. Refused once the order stands still. */
export async function refreshOrder(deps: Deps, input: { orderId: string }): Refreshed {
  const found = await deps.orders.find({ id: input.orderId });
  if (!found) return err(notFound("orders", input.orderId));
  const { marketId, currency } = found.order;
  const terms = await deps.orders.findTerms({ marketId, currency });
  // A market that is gone sells nothing anew; what it levied stays.
  const edit = terms === null ? {} : { terms };
  const { totals, deliveryMethodId } = applyEdit(found, edit);
  const { order } = found;
  const isSame =
    deliveryMethodId === order.deliveryMethodId &&
    totals.taxMinor === order.taxMinor &&
    totals.totalMinor === order.totalMinor;
  if (isSame) return ok(null);
  return deps.orders.change(found, deps.by, deps.clock.now(), () => ok({ edit, value: null }));
}

/** `_refresh_prices`: every line of the catalogue costs what the catalogue says now. */
export async function refreshPrices(deps: Deps, input: { orderId: string }): Refreshed {
  const found = await deps.orders.find({ id: input.orderId });
  if (!found) return err(notFound("orders", input.orderId));
  const codes = found.lines.flatMap((line) => (line.skuCode ? [line.skuCode] : []));
  const offers = await deps.orders.findOffers(codes, found.order.currency);
  const priceOf = new Map(offers.map(({ code, unitMinor }) => [code, unitMinor]));
  return deps.orders.change(found, deps.by, deps.clock.now(), (state) => {
    const changeLines: { id: string; unitMinor: number }[] = [];
    for (const { id, skuCode, name } of state.lines) {
      if (skuCode === null) continue;
      const unitMinor = priceOf.get(skuCode) ?? null;
      if (unitMinor === null) {
        return err(invalid("line_items", `${name} is not sold in ${state.order.currency}`));
      }
      changeLines.push({ id, unitMinor });
    }
    return ok({ edit: { changeLines }, value: null });
  });
}
