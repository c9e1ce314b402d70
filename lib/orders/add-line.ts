import type { Deps } from "../deps";
import { invalid, notFound, type UseCaseError } from "../errors";
import type { JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import type { LineItem } from "./order";
import type { SkuOffer } from "./store";

/** More pieces of one thing than this is a mistake. */
export const QUANTITY_MAX = 999;
/** A price above this cannot be multiplied safely by the largest quantity of many lines. */
export const UNIT_MINOR_MAX = 99_999_999_999;
const LINES_MAX = 100;

export type AddLineInput = {
  orderId: string;
  /** A SKU of the catalogue; its price is the market's. */
  skuCode?: string | null;
  /** Without a SKU: a name and a price of the caller's own. */
  name?: string | null;
  unitMinor?: number | null;
  /** Struck through beside it. */
  compareAtMinor?: number | null;
  quantity: number;
  /** A line of the same SKU takes the quantity instead, if there is one. */
  joinsSame?: boolean;
  imageUrl?: string | null;
  metadata?: JsonObject;
  reference?: string | null;
  referenceOrigin?: string | null;
};

/** Adds a line to an order and recomputes its totals. */
export async function addLine(
  deps: Deps,
  input: AddLineInput,
): Promise<Result<{ id: string }, UseCaseError>> {
  const wrong = quantityIssue(input.quantity) ?? priceIssue(input);
  if (wrong) return err(wrong);
  const id = deps.ids.resource();
  const now = deps.clock.now();
  const found = await deps.orders.find({ id: input.orderId });
  if (!found) return err(notFound("orders", input.orderId));
  const { currency } = found.order;
  const offers = input.skuCode ? await deps.orders.findOffers([input.skuCode], currency) : [];
  return deps.orders.change(found, deps.by, now, (state) => {
    if (state.lines.length >= LINES_MAX) {
      return err(invalid("relationships.order", `An order takes at most ${LINES_MAX} lines.`));
    }
    const offer = state.order.currency === currency ? offers[0] : undefined;
    if (input.skuCode && (!offer || offer.unitMinor === null)) {
      return err(invalid("attributes.sku_code", `is not sold in ${state.order.currency}`));
    }
    const same = input.joinsSame && state.lines.find((line) => line.skuId === offer?.id);
    if (same && offer) {
      const quantity = same.quantity + input.quantity;
      const tooMany = quantityIssue(quantity);
      const edit = { changeLines: [{ id: same.id, quantity }] };
      return tooMany ? err(tooMany) : ok({ edit, value: { id: same.id } });
    }
    return ok({ edit: { addLines: [lineOf(id, input, offer ?? null, now)] }, value: { id } });
  });
}

export function lineOf(
  id: string,
  input: AddLineInput,
  offer: SkuOffer | null,
  now: Date,
): LineItem {
  return {
    id,
    skuId: offer?.id ?? null,
    skuCode: offer?.code ?? null,
    name: input.name ?? offer?.name ?? "",
    description: offer?.description ?? null,
    imageUrl: input.imageUrl ?? offer?.imageUrl ?? null,
    quantity: input.quantity,
    ships: offer?.ships ?? false,
    unitMinor: input.unitMinor ?? offer?.unitMinor ?? 0,
    compareAtMinor: input.compareAtMinor ?? null,
    metadata: input.metadata ?? {},
    reference: input.reference ?? null,
    referenceOrigin: input.referenceOrigin ?? null,
    createdAt: now,
  };
}

export function quantityIssue(quantity: number): UseCaseError | null {
  if (Number.isInteger(quantity) && quantity >= 1 && quantity <= QUANTITY_MAX) return null;
  return invalid("attributes.quantity", `must be a whole number from 1 to ${QUANTITY_MAX}`);
}

export function priceIssue(
  input: Pick<AddLineInput, "unitMinor" | "skuCode" | "name">,
): UseCaseError | null {
  const { unitMinor } = input;
  if (
    unitMinor != null &&
    !(Number.isInteger(unitMinor) && unitMinor >= 0 && unitMinor <= UNIT_MINOR_MAX)
  ) {
    return invalid(
      "attributes.unit_amount_cents",
      `must be a whole number from 0 to ${UNIT_MINOR_MAX}`,
    );
  }
  if (input.skuCode) return null;
  if (!input.name)
    return invalid("attributes.sku_code", "is needed, or name and unit_amount_cents");
  return unitMinor == null
    ? invalid("attributes.unit_amount_cents", "is needed with a name of your own")
    : null;
}
