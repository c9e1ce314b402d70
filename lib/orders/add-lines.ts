import type { Deps } from "../deps";
import { invalid, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { lineOf, priceIssue, quantityIssue } from "./add-line";
import type { LineItem } from "./order";
import type { SkuOffer } from "./store";

export type LineWish =
  | { kind: "sku"; skuCode: string; quantity: number }
  /** A name and a price, in minor units, of the merchant's own. */
  | { kind: "own"; name: string; unitMinor: number; quantity: number };

/**
 * Lines for an order in one currency, priced by its catalogue; nothing is written. A wish that cannot be met is told by its
 * place: `lines.0`.
 */
export async function linesOf(
  deps: Deps,
  { wishes, currency }: { wishes: readonly LineWish[]; currency: string },
): Promise<Result<readonly LineItem[], UseCaseError>> {
  const codes = wishes.flatMap((wish) => (wish.kind === "sku" ? [wish.skuCode] : []));
  const offers = codes.length === 0 ? [] : await deps.orders.findOffers(codes, currency);
  const now = deps.clock.now();
  const lines: LineItem[] = [];
  for (const [place, wish] of wishes.entries()) {
    const offer = wish.kind === "sku" ? offers.find(({ code }) => code === wish.skuCode) : null;
    const refused = refuse(wish, offer ?? null, currency);
    if (refused !== null) return err(invalid(`lines.${place}`, refused));
    const asked = wish.kind === "sku" ? { ...wish, name: null } : wish;
    // Lines are shown by their time: a millisecond each keeps them in the order asked for.
    const at = new Date(now.getTime() + place);
    lines.push(lineOf(deps.ids.resource(), { ...asked, orderId: "" }, offer ?? null, at));
  }
  return ok(lines);
}

function refuse(wish: LineWish, offer: SkuOffer | null, currency: string): string | null {
  const wrong = quantityIssue(wish.quantity) ?? (wish.kind === "own" ? priceIssue(wish) : null);
  if (wrong?.code === "invalid_input") return wrong.issues[0]?.message ?? "cannot be sold";
  if (wish.kind === "own") return null;
  if (offer === null) return `${wish.skuCode} is not in the catalogue`;
  return offer.unitMinor === null ? `${wish.skuCode} is not sold in ${currency}` : null;
}

/** Adds the lines to an order that is still open, and recomputes its totals: one read, one write. */
export const addLines = (
  deps: Deps,
  { orderId, lines }: { orderId: string; lines: readonly LineItem[] },
): Promise<Result<null, UseCaseError>> =>
  deps.orders.change({ id: orderId }, deps.by, deps.clock.now(), () =>
    ok({ edit: { addLines: lines }, value: null }),
  );
