import type { Row } from "./resource";

/** What of an order stands in other tables, or is computed from its columns. */

/** The mode is the order's own; saying so lets a customer be found by their e-mail address. */
export const ORDER_JOINS =
  'LEFT JOIN "customers" oc ON oc."id" = t."customer_id" AND oc."mode" = t."mode"';

const linesOf = (what: string) =>
  `(SELECT ${what} FROM "line_items" l WHERE l."order_id" = t."id" AND l."sku_id" IS NOT NULL)`;

const LEVIED = '(t."subtotal_minor" + t."shipping_minor" + t."payment_method_minor")';
const taxOn = (column: string) => `t."tax_minor" * t."${column}" / ${LEVIED}`;

export const ORDER_COLUMNS = {
  /** As `withAmounts` computes them, for lists. */
  listed_total: `(CASE WHEN t."tax_included" THEN t."total_minor"
    ELSE t."total_minor" - t."tax_minor" END)`,
  listed_subtotal_tax: `(CASE WHEN ${LEVIED} = 0 THEN t."tax_minor"
    ELSE t."tax_minor" - ${taxOn("shipping_minor")} - ${taxOn("payment_method_minor")} END)`,
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
  const [subtotal, shipping, fee] = [
    amountOf(row, "subtotal_minor"),
    amountOf(row, "shipping_minor"),
    amountOf(row, "payment_method_minor"),
  ];
  const [tax, total] = [amountOf(row, "tax_minor"), amountOf(row, "total_minor")];
  const levied = subtotal + shipping + fee;
  const share = (part: number) => (levied === 0 ? 0 : Math.floor((tax * part) / levied));
  const [shippingTax, feeTax] = [share(shipping), share(fee)];
  const subtotalTax = tax - shippingTax - feeTax;
  const included = row.tax_included === true;
  const net = (part: number, partTax: number) => (included ? part - partTax : part);
  return {
    ...row,
    subtotal_tax_minor: subtotalTax,
    shipping_tax_minor: shippingTax,
    payment_method_tax_minor: feeTax,
    total_without_taxes_minor: included ? total : total - tax,
    total_taxable_minor: total - tax,
    subtotal_taxable_minor: net(subtotal, subtotalTax),
    shipping_taxable_minor: net(shipping, shippingTax),
    payment_method_taxable_minor: net(fee, feeTax),
  };
}
