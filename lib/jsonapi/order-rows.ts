import { isJsonObject, type Json } from "../json";
import { isFeeTaxable, isFreightTaxable } from "../orders/order-attributes";
import { computed, listedBy } from "./attributes";
import type { Attribute, Row } from "./resource";

/** What of an order stands in other tables, or is computed from its columns. */

/** The mode is the order's own; saying so lets a customer be found by their e-mail address. */
export const ORDER_JOINS =
  'LEFT JOIN "customers" oc ON oc."id" = t."customer_id" AND oc."mode" = t."mode"';

const linesOf = (what: string) =>
  `(SELECT ${what} FROM "line_items" l WHERE l."order_id" = t."id" AND l."sku_id" IS NOT NULL)`;

const kept = (name: string) => `t."attributes"->>'${name}'`;
/** What is sent untaxed is not levied on. */
const FREIGHT = `(CASE WHEN ${kept("freight_taxable")} = 'false' THEN 0 ELSE t."shipping_minor" END)`;
const FEE = `(CASE WHEN ${kept("payment_method_taxable")} = 'false' THEN 0 ELSE t."payment_method_minor" END)`;
const LEVIED = `(t."subtotal_minor" + ${FREIGHT} + ${FEE})`;
const taxOn = (part: string) => `t."tax_minor" * ${part} / ${LEVIED}`;

const SHIPS = `EXISTS (SELECT 1 FROM "line_items" fl JOIN "skus" fs ON fs."id" = fl."sku_id"
  WHERE fl."order_id" = t."id" AND NOT fs."do_not_ship")`;

export const ORDER_COLUMNS = {
  /** As `withAmounts` computes them, for lists. */
  listed_total: `(CASE WHEN t."tax_included" THEN t."total_minor"
    ELSE t."total_minor" - t."tax_minor" END)`,
  listed_subtotal_tax: `(CASE WHEN ${LEVIED} = 0 THEN t."tax_minor"
    WHEN t."subtotal_minor" = 0 AND ${FREIGHT} > 0 THEN 0
    ELSE t."tax_minor" - ${taxOn(FREIGHT)} - ${taxOn(FEE)} END)`,
  number_in_turn: 't."number"',
  number: 'coalesce(t."client_number", t."number"::text)',
  affiliate_code: kept("affiliate_code"),
  place_async: `coalesce((${kept("place_async")})::boolean, FALSE)`,
  /** Sent out by its shipments or by hand; else what follows from its lines and its money. */
  fulfillment_status: `(CASE
    WHEN t."fulfillment_status" = 'fulfilled' THEN 'fulfilled'
    WHEN t."placed_at" IS NOT NULL AND NOT ${SHIPS} THEN 'not_required'
    WHEN t."status" = 'approved' AND (t."fulfillment_status" = 'in_progress'
      OR t."payment_status" IN ('paid', 'partially_refunded')) THEN 'in_progress'
    ELSE 'unfulfilled' END)`,
  customer_email: 'oc."email"',
  country_code: `(SELECT a."country_code" FROM "addresses" a
    WHERE a."id" = t."shipping_address_id")`,
  skus_count: linesOf('coalesce(sum(l."quantity"), 0)::int'),
  shipments_count: `(SELECT count(*)::int FROM "shipments" s WHERE s."order_id" = t."id")`,
  /** The customer's other placed orders: none makes a new customer. */
  earlier_orders_count: `(SELECT count(*)::int FROM "orders" eo
    WHERE eo."customer_id" = t."customer_id" AND eo."id" <> t."id" AND eo."placed_at" IS NOT NULL)`,
  payment_source_details: `(SELECT jsonb_build_object('type', d."type",
      'payment_method_id', d."payment_method_id",
      'payment_method_name', m."name", 'payment_instrument', d."instrument")
    FROM "payment_sources" d LEFT JOIN "payment_methods" m ON m."id" = d."payment_method_id"
    WHERE d."id" = t."payment_source_id")`,
} as const;

export const AMOUNT_COLUMNS = [
  "subtotal_minor",
  "shipping_minor",
  "payment_method_minor",
  "tax_minor",
  "total_minor",
  "tax_included",
  "attributes",
] as const;

const amountOf = (row: Row, column: string): number => {
  const value = row[column];
  return typeof value === "number" ? value : 0;
};

/**
 * The amounts that are not columns. The order's one tax is shared out over what it was levied on,
 * in whole minor units that add up again; nothing is charged by these.
 */
export function withAmounts(row: Row): Row {
  const [subtotal, shipping] = [amountOf(row, "subtotal_minor"), amountOf(row, "shipping_minor")];
  const feeCharged = amountOf(row, "payment_method_minor");
  const [tax, total] = [amountOf(row, "tax_minor"), amountOf(row, "total_minor")];
  const attributes = isJsonObject(row.attributes) ? row.attributes : {};
  const freight = isFreightTaxable(attributes) ? shipping : 0;
  const fee = isFeeTaxable(attributes) ? feeCharged : 0;
  const levied = subtotal + freight + fee;
  const share = (part: number) => (levied === 0 ? 0 : Math.floor((tax * part) / levied));
  const feeTax = share(fee);
  // What rounding leaves over is no tax of what costs nothing.
  const shippingTax = subtotal === 0 && freight > 0 ? tax - feeTax : share(freight);
  const subtotalTax = tax - shippingTax - feeTax;
  const included = row.tax_included === true;
  const net = (part: number, partTax: number) => (included ? part - partTax : part);
  return {
    ...row,
    subtotal_tax_minor: subtotalTax,
    shipping_tax_minor: shippingTax,
    payment_method_tax_minor: feeTax,
    total_without_taxes_minor: included ? total : total - tax,
    total_taxable_minor: total - tax - (shipping - freight) - (feeCharged - fee),
    subtotal_taxable_minor: net(subtotal, subtotalTax),
    shipping_taxable_minor: net(freight, shippingTax),
    payment_method_taxable_minor: net(fee, feeTax),
  };
}

export const ORDER_LISTS = listedBy(
  [
    "number",
    "affiliate_code",
    "place_async",
    "status",
    "payment_status",
    "fulfillment_status",
    "guest",
    "language_code",
    "currency_code",
    "tax_included",
    "tax_rate",
    "country_code",
    "coupon_code",
    "gift_card_code",
    "subtotal_amount_cents",
    "shipping_amount_cents",
    "payment_method_amount_cents",
    "discount_amount_cents",
    "adjustment_amount_cents",
    "gift_card_amount_cents",
    "total_tax_amount_cents",
    "subtotal_tax_amount_cents",
    "total_amount_cents",
    "fees_amount_cents",
    "duty_amount_cents",
    "placed_at",
    "approved_at",
    "cancelled_at",
    "payment_updated_at",
    "fulfillment_updated_at",
    "refreshed_at",
    "archived_at",
    "subscription_created_at",
    "expires_at",
    "circuit_state",
    "circuit_failure_count",
  ],
  { unsorted: ["customer_email", "payment_source_details", "token"] },
);

/** Kept in the one column of what clients set. */
export const inAttributes = (type: Attribute["type"], unset: Json = null): Attribute => ({
  ...computed(type, ["attributes"], (row, _view, name) =>
    isJsonObject(row.attributes) ? (row.attributes[name] ?? unset) : unset,
  ),
  compares: null,
});
