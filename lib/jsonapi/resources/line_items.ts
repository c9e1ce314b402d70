import { z } from "zod";
import {
  common,
  compared,
  fixed,
  float,
  integer,
  listedBy,
  money,
  noSuchAction,
  notOffered,
  shortText,
  string,
  trigger,
  webUrl,
  writable,
} from "../attributes";
import { createLine, deleteLine, updateLine } from "../line-actions";
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

const NO_STOCK = "is not offered: no stock is kept here";
const NO_TAGS = "is not offered: there are no tags here";
const amounts = money("unit_amount", "unit_minor");
const struck = money("compare_at_amount", "compare_at_minor");
const tax = money("tax_amount", "tax_minor", "decoded");
const options = money("options_amount", null);
const wholeNumber = z.int("must be a whole number");

export const lineItems = defineResource({
  type,
  table: "line_items",
  joins: 'JOIN "orders" lo ON lo."id" = t."order_id"',
  columns: {
    tax_rate: 'lo."tax_rate"',
    tax_included: 'lo."tax_included"',
    /** As `taxMinorOf` computes it, for lists. */
    listed_tax: `(CASE WHEN lo."tax_included"
      THEN round(t."total_minor" * lo."tax_rate" / (1 + lo."tax_rate"))
      ELSE round(t."total_minor" * lo."tax_rate") END)::bigint`,
  },
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
      "tax_amount_cents",
      "name",
      "item_type",
      "circuit_state",
      "circuit_failure_count",
    ],
    { unsorted: ["sku_code", "quantity", "image_url"] },
  ),
  scope: withOrder,
  attributes: {
    sku_code: writable(string(), shortText.min(1)),
    bundle_code: notOffered("string", "is not offered: there are no bundles here"),
    quantity: writable(integer(), wholeNumber, "both", { required: true }),
    _external_price: notOffered("boolean", "is not offered: prices are the market's"),
    _update_quantity: { ...trigger(), on: "create" as const },
    _reserve_stock: { ...noSuchAction(NO_STOCK, { restricted: true }), on: "both" as const },
    _reset_restocked_quantity: {
      ...noSuchAction(NO_STOCK, { restricted: true }),
      on: "both" as const,
    },
    currency_code: string(),
    ...amounts,
    unit_amount_cents: writable(amounts.unit_amount_cents, wholeNumber, "both", {
      restricted: true,
    }),
    ...struck,
    compare_at_amount_cents: writable(
      struck.compare_at_amount_cents,
      wholeNumber.min(0).max(99_999_999_999),
    ),
    ...options,
    options_amount_cents: {
      ...notOffered("integer", "is not offered: there are no options here", "update", {
        restricted: true,
      }),
      ...options.options_amount_cents,
    },
    ...money("discount", null),
    ...money("total_amount", "total_minor"),
    ...tax,
    tax_amount_cents: compared(tax.tax_amount_cents, "listed_tax"),
    name: writable(string(), shortText.min(1)),
    image_url: writable(string(), webUrl),
    discount_breakdown: fixed("object", {}),
    tax_rate: float(),
    tax_breakdown: fixed("object", {}),
    item_type: writable(string(), z.literal("skus", "must be skus"), "create"),
    frequency: notOffered("string", "is not offered: there are no subscriptions here"),
    coupon_code: fixed("string", null),
    rule_outcomes: fixed("object", null),
    circuit_state: fixed("string", "closed"),
    circuit_failure_count: fixed("integer", 0),
    ...common,
    _reset_circuit: trigger({ restricted: true }),
    _add_tags: noSuchAction(NO_TAGS, { restricted: true }),
    _remove_tags: noSuchAction(NO_TAGS, { restricted: true }),
  },
  relationships: {
    order: one("orders", "order_id", { on: "create", required: true }),
    item: one("skus", "sku_id", { on: "create" }),
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
  create: (input, context) => createLine(input, context),
  update: (id, input, context) => updateLine(id, input, context),
  remove: deleteLine,
});
