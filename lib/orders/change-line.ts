import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { priceIssue, quantityIssue } from "./add-line";
import type { LineTexts, SkuOffer } from "./store";

export type ChangeLineInput = {
  orderId: string;
  lineId: string;
  quantity?: number;
  /** A price of the caller's own, in minor units of the order's currency. */
  unitMinor?: number;
  /** Another SKU in its place, at its own price. */
  skuCode?: string;
  texts?: LineTexts;
};

/** Changes a line of an order and recomputes its totals. Refused once the order stands still. */
export async function changeLine(
  deps: Deps,
  input: ChangeLineInput,
): Promise<Result<null, UseCaseError>> {
  const { orderId, lineId, quantity, unitMinor, skuCode, texts } = input;
  const wrong =
    (quantity === undefined ? null : quantityIssue(quantity)) ??
    (unitMinor === undefined ? null : priceIssue({ unitMinor, skuCode: "given", name: null }));
  if (wrong) return err(wrong);
  const found = await deps.orders.find({ id: orderId });
  if (!found) return err(notFound("line_items", lineId));
  const { currency } = found.order;
  const before = found.lines.find((line) => line.id === lineId);
  const isOther = skuCode !== undefined && skuCode !== before?.skuCode;
  const [offer] = isOther ? await deps.orders.findOffers([skuCode], currency) : [];
  return deps.orders.change(found, deps.by, deps.clock.now(), (state) => {
    if (!state.lines.some((line) => line.id === lineId)) return err(notFound("line_items", lineId));
    if (isOther && (!isSold(offer) || state.order.currency !== currency)) {
      return err(invalid("attributes.sku_code", `is not sold in ${state.order.currency}`));
    }
    const change = {
      id: lineId,
      ...(quantity === undefined ? {} : { quantity }),
      ...(isSold(offer) ? { sku: offer, unitMinor: unitMinor ?? offer.unitMinor } : {}),
      ...(unitMinor === undefined ? {} : { unitMinor }),
      ...(texts ? { texts } : {}),
    };
    return ok({ edit: { changeLines: [change] }, value: null });
  });
}

const isSold = (offer: SkuOffer | undefined): offer is SkuOffer & { unitMinor: number } =>
  offer !== undefined && offer.unitMinor !== null;

/** Takes a line out of an order that is still open; its totals follow. */
export async function removeLine(
  deps: Deps,
  { orderId, lineId }: { orderId: string; lineId: string },
): Promise<Result<null, UseCaseError>> {
  return deps.orders.change({ id: orderId }, deps.by, deps.clock.now(), (state) =>
    state.lines.some((line) => line.id === lineId)
      ? ok({ edit: { removeLines: [lineId] }, value: null })
      : err(notFound("line_items", lineId)),
  );
}
