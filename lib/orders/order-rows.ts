import "server-only";
import { Prisma } from "@/generated/prisma/client";
import {
  decimal,
  flag,
  instant,
  integer,
  integerOrNull,
  type JsonRow,
  oneOf,
  rows,
  text,
  textOrNull,
} from "../db/row";
import type { OrderId } from "../ids";
import { isJsonObject, type JsonObject } from "../json";
import type { CurrencyCode } from "../money/money";
import type { DeliveryMethod, EditableOrder, LineItem, Order } from "./order";
import { ORDER_STATUSES } from "./order-status";
import { type MoneySums, PAYMENT_STATUSES } from "./payment-statuses";
import type { OrderKey } from "./store";

/** A method `m` that an order `o` may be paid with, where its fee is in the order's currency: its own, or else its market's. */
export const IN_FEE_CURRENCY = Prisma.sql`(m.market_id = o.market_id OR m.market_id IS NULL)
  AND o.currency_code = coalesce(m.currency_code, (SELECT k.currency_code FROM markets k WHERE k.id = m.market_id))`;

/** An order with what its totals come from, as one JSON document. */
export const editableOrderQuery = (key: OrderKey): Prisma.Sql => Prisma.sql`
  SELECT to_jsonb(o) || jsonb_build_object(
    'email', c.email,
    'delivery_method_id', s.shipping_method_id,
    'shipment_id', s.id,
    'is_held', EXISTS (SELECT 1 FROM transactions t WHERE t.order_id = o.id AND t.kind = 'authorization'
                       AND t.live AND t.status <> 'action_required'),
    'sums', (SELECT jsonb_build_object(
               'authorized', coalesce(sum(t.amount_minor) FILTER (WHERE t.kind = 'authorization'), 0),
               'captured', coalesce(sum(t.amount_minor) FILTER (WHERE t.kind = 'capture'), 0),
               'voided', coalesce(sum(t.amount_minor) FILTER (WHERE t.kind = 'void'), 0),
               'refunded', coalesce(sum(t.amount_minor) FILTER (WHERE t.kind = 'refund'), 0))
             FROM transactions t WHERE t.order_id = o.id AND t.status = 'succeeded'),
    'lines', (SELECT jsonb_agg(to_jsonb(i) || jsonb_build_object(
                'ships', i.sku_id IS NOT NULL AND NOT coalesce(k.do_not_ship, true)) ORDER BY i.created_at, i.id)
              FROM line_items i LEFT JOIN skus k ON k.id = i.sku_id WHERE i.order_id = o.id),
    'delivery_methods', (SELECT jsonb_agg(to_jsonb(m) ORDER BY m.position, m.id) FROM shipping_methods m
                         WHERE m.market_id = o.market_id AND m.disabled_at IS NULL),
    'method_fees', (SELECT jsonb_object_agg(m.id, m.price_minor) FROM payment_methods m
                    WHERE m.price_minor > 0 AND ${IN_FEE_CURRENCY})
  ) AS document
  FROM orders o
  LEFT JOIN customers c ON c.id = o.customer_id
  LEFT JOIN shipments s ON s.order_id = o.id
  WHERE ${"id" in key ? Prisma.sql`o.id = ${key.id}` : Prisma.sql`o.token = ${key.token}`}`;

export function editableOrderOf(row: JsonRow): EditableOrder {
  return {
    order: orderOf(row),
    lines: rows(row, "lines").map(lineOf),
    deliveryMethods: rows(row, "delivery_methods").map(deliveryOf),
    methodFees: feesOf(row),
    isHeld: flag(row, "is_held"),
    sums: sumsOf(row.sums as JsonRow), // An object always: the query above makes it.
    shipmentId: textOrNull(row, "shipment_id"),
  };
}

const sumsOf = (row: JsonRow): MoneySums => ({
  authorizedMinor: integer(row, "authorized"),
  capturedMinor: integer(row, "captured"),
  voidedMinor: integer(row, "voided"),
  refundedMinor: integer(row, "refunded"),
});

function feesOf(row: JsonRow): EditableOrder["methodFees"] {
  const fees = objectOf(row.method_fees) as JsonRow;
  return Object.fromEntries(Object.keys(fees).map((id) => [id, integer(fees, id)]));
}

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

const orderOf = (row: JsonRow): Order => ({
  id: text(row, "id") as OrderId,
  version: integer(row, "version"),
  token: text(row, "token"),
  number: integer(row, "number"),
  mode: oneOf(row, "mode", ["test", "live"]),
  marketId: text(row, "market_id"),
  apiClientId: textOrNull(row, "api_client_id"),
  ownerId: textOrNull(row, "owner_id"),
  status: oneOf(row, "status", ORDER_STATUSES),
  paymentStatus: oneOf(row, "payment_status", PAYMENT_STATUSES),
  currency: text(row, "currency_code") as CurrencyCode,
  languageCode: text(row, "language_code"),
  taxIncluded: flag(row, "tax_included"),
  taxRate: decimal(row, "tax_rate"),
  email: textOrNull(row, "email"),
  shippingAddressId: textOrNull(row, "shipping_address_id"),
  billingAddressId: textOrNull(row, "billing_address_id"),
  paymentMethodId: textOrNull(row, "payment_method_id"),
  deliveryMethodId: textOrNull(row, "delivery_method_id"),
  subtotalMinor: integer(row, "subtotal_minor"),
  shippingMinor: integer(row, "shipping_minor"),
  paymentMethodMinor: integer(row, "payment_method_minor"),
  taxMinor: integer(row, "tax_minor"),
  totalMinor: integer(row, "total_minor"),
  attributes: objectOf(row.attributes),
  createdAt: instant(row, "created_at"),
});

const lineOf = (row: JsonRow): LineItem => ({
  id: text(row, "id"),
  skuId: textOrNull(row, "sku_id"),
  skuCode: textOrNull(row, "sku_code"),
  name: text(row, "name"),
  description: textOrNull(row, "description"),
  imageUrl: textOrNull(row, "image_url"),
  quantity: integer(row, "quantity"),
  unitMinor: integer(row, "unit_minor"),
  ships: flag(row, "ships"),
  metadata: objectOf(row.metadata),
  reference: textOrNull(row, "reference"),
  referenceOrigin: textOrNull(row, "reference_origin"),
  createdAt: instant(row, "created_at"),
});

const deliveryOf = (row: JsonRow): DeliveryMethod => ({
  id: text(row, "id"),
  name: text(row, "name"),
  currency: text(row, "currency_code") as CurrencyCode,
  priceMinor: integer(row, "price_minor"),
  freeOverMinor: integerOrNull(row, "free_over_minor"),
  daysMin: integerOrNull(row, "days_min"),
  daysMax: integerOrNull(row, "days_max"),
});
