import { z } from "zod";
import { addLine } from "../../orders/add-line";
import { err } from "../../result";
import { aboutOrder } from "../api-error";
import {
  common,
  fixed,
  float,
  integer,
  listedBy,
  money,
  shortText,
  string,
  webUrl,
  writable,
} from "../attributes";
import { eventStoresOf, none, noOne, one } from "../relationships";
import { defineResource, type Row } from "../resource";
import { withOrder } from "../scopes";

const type = "line_items";
const TAX = ["total_minor", "tax_rate", "tax_included"] as const;

/**
 * The line's share of the order's tax, for display; what is charged is rounded once, on the order.
 */
function taxMinorOf(row: Row): number {
  const [total, rate] = [Number(row.total_minor ?? 0), Number(row.tax_rate ?? 0)];
  return Math.round(row.tax_included === true ? (total * rate) / (1 + rate) : total * rate);
}

const amounts = money("unit_amount", "unit_minor");
const wholeNumber = z.int("must be a whole number");

export const lineItems = defineResource({
  type,
  table: "line_items",
  joins: 'JOIN "orders" lo ON lo."id" = t."order_id"',
  columns: { tax_rate: 'lo."tax_rate"', tax_included: 'lo."tax_included"' },
  decodes: TAX,
  decode: (row) => ({ ...row, tax_minor: taxMinorOf(row) }),
  lists: listedBy(
    [
      "currency_code",
      "unit_amount_cents",
      "compare_at_amount_cents",
      "options_amount_cents",
      "discount_cents",
      "total_amount_cents",
      "name",
      "item_type",
      "circuit_state",
      "circuit_failure_count",
    ],
    { unsorted: ["sku_code", "quantity", "image_url"] },
  ),
  scope: withOrder,
  attributes: {
    sku_code: writable(string(), shortText.min(1), "create"),
    bundle_code: fixed("string", null),
    quantity: writable(integer(), wholeNumber, "create", { required: true }),
    currency_code: string(),
    ...amounts,
    unit_amount_cents: writable(amounts.unit_amount_cents, wholeNumber, "create", {
      restricted: true,
    }),
    compare_at_amount_cents: fixed("integer", null),
    compare_at_amount_float: fixed("float", null),
    formatted_compare_at_amount: fixed("string", null),
    ...money("options_amount", null),
    ...money("discount", null),
    ...money("total_amount", "total_minor"),
    ...money("tax_amount", "tax_minor", "decoded"),
    name: writable(string(), shortText.min(1), "create"),
    image_url: writable(string(), webUrl, "create"),
    discount_breakdown: fixed("object", {}),
    tax_rate: float(),
    tax_breakdown: fixed("object", {}),
    item_type: string(),
    frequency: fixed("string", null),
    coupon_code: fixed("string", null),
    rule_outcomes: fixed("object", null),
    circuit_state: fixed("string", "closed"),
    circuit_failure_count: fixed("integer", 0),
    ...common,
  },
  relationships: {
    order: one("orders", "order_id", { on: "create", required: true }),
    item: one("skus", "sku_id"),
    sku: one("skus", "sku_id"),
    bundle: noOne,
    adjustment: noOne,
    gift_card: noOne,
    shipment: noOne,
    payment_method: noOne,
    line_item_options: none,
    return_line_items: none,
    shipment_line_items: none,
    stock_reservations: none,
    stock_line_items: none,
    stock_transfers: none,
    notifications: none,
    events: none,
    tags: none,
    event_stores: eventStoresOf(type),
  },
  create: async ({ attributes, references }, { deps }) => {
    const added = await addLine(deps, {
      orderId: references.order?.id ?? "",
      skuCode: attributes.sku_code ?? null,
      name: attributes.name ?? null,
      unitMinor: attributes.unit_amount_cents ?? null,
      quantity: attributes.quantity ?? 0,
      imageUrl: attributes.image_url ?? null,
      metadata: attributes.metadata ?? {},
      reference: attributes.reference ?? null,
      referenceOrigin: attributes.reference_origin ?? null,
    });
    return added.ok ? added : err(aboutOrder(added.error));
  },
});
