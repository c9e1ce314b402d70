import type { JsonObject } from "../json";
import { addLine } from "../orders/add-line";
import { changeLine, removeLine } from "../orders/change-line";
import { err, ok } from "../result";
import { aboutOrder, attributeError, recordLocked, recordNotFound } from "./api-error";
import { findOrderOf, findSkuCode } from "./order-of-row";
import type { ActionResult, ApiContext, Reference } from "./resource";

type LineAttributes = {
  sku_code?: string | null;
  quantity?: number | null;
  unit_amount_cents?: number | null;
  compare_at_amount_cents?: number | null;
  name?: string | null;
  image_url?: string | null;
  metadata?: JsonObject | null;
  reference?: string | null;
  reference_origin?: string | null;
  _update_quantity?: boolean | null;
};
type Given = {
  attributes: LineAttributes;
  references: Partial<Record<string, Reference | null>>;
};

const refused = (name: string, title: string, error: string) =>
  err({ code: "refused" as const, errors: [attributeError(name, title, error)] });

export async function createLine(
  { attributes, references }: Given,
  { deps }: ApiContext,
): ActionResult {
  const { item } = references;
  const named = item ? await findSkuCode(item.id) : null;
  const skuCode = attributes.sku_code ?? named;
  if (item && named === null) return refused("sku_code", "must be an existing SKU", "not_found");
  const added = await addLine(deps, {
    orderId: references.order?.id ?? "",
    skuCode,
    name: attributes.name ?? null,
    unitMinor: attributes.unit_amount_cents ?? null,
    compareAtMinor: attributes.compare_at_amount_cents ?? null,
    quantity: attributes.quantity ?? 0,
    imageUrl: attributes.image_url ?? null,
    metadata: attributes.metadata ?? {},
    reference: attributes.reference ?? null,
    referenceOrigin: attributes.reference_origin ?? null,
    joinsSame: attributes._update_quantity === true,
  });
  return added.ok ? added : err(aboutOrder(added.error));
}

/** Only what was given: an absent member changes nothing, a null one clears what may be empty. */
export async function updateLine(
  id: string,
  { attributes: given }: { attributes: LineAttributes },
  { deps }: ApiContext,
): ActionResult {
  const orderId = await findOrderOf("line_items", id);
  if (orderId === null) return err({ code: "refused", errors: [recordNotFound(id)] });
  const { name, sku_code, quantity, unit_amount_cents, metadata } = given;
  if (name === null) return refused("name", "can't be blank", "blank");
  const texts = {
    ...(name === undefined ? {} : { name }),
    ...(given.image_url === undefined ? {} : { imageUrl: given.image_url }),
    ...(given.compare_at_amount_cents === undefined
      ? {}
      : { compareAtMinor: given.compare_at_amount_cents }),
    ...(metadata === undefined ? {} : { metadata: metadata ?? {} }),
    ...(given.reference === undefined ? {} : { reference: given.reference }),
    ...(given.reference_origin === undefined ? {} : { referenceOrigin: given.reference_origin }),
  };
  const change = {
    ...(quantity == null ? {} : { quantity }),
    ...(unit_amount_cents == null ? {} : { unitMinor: unit_amount_cents }),
    ...(sku_code == null ? {} : { skuCode: sku_code }),
    ...(Object.keys(texts).length === 0 ? {} : { texts }),
  };
  if (Object.keys(change).length === 0) return ok({ id });
  const changed = await changeLine(deps, { orderId, lineId: id, ...change });
  return changed.ok ? ok({ id }) : changed;
}

/** What was sold, or what a payment holds, stays. */
export async function deleteLine(id: string, { deps }: ApiContext): ActionResult {
  const orderId = await findOrderOf("line_items", id);
  const missing = err({ code: "refused" as const, errors: [recordNotFound(id)] });
  if (orderId === null) return missing;
  const removed = await removeLine(deps, { orderId, lineId: id });
  if (removed.ok) return ok({ id });
  if (removed.error.code === "not_found") return missing;
  if (removed.error.code !== "order_not_editable") return removed;
  const reason = `Its order is ${removed.error.status}, or a payment holds it.`;
  return err({ code: "refused", errors: [recordLocked(id, reason)] });
}
