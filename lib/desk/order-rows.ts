import "server-only";
import { instant, instantOrNull, integer, type JsonRow, text, textOrNull } from "../db/row";
import type { OrderStatus } from "../orders/order-status";
import type { PaymentStatus } from "../orders/payment-statuses";
import { fullNameOf } from "../payments/payment-view";
import { minorOf } from "../payments/query-rows";
import type {
  Fulfillment,
  OrderAddress,
  OrderLine,
  OrderNote,
  OrderRow,
  OrderShipment,
} from "./order-view";

/** An order with what the list says of it, as the database answers. */
export type ListedOrder = {
  id: string;
  number: string;
  mode: "test" | "live";
  status: OrderStatus;
  payment_status: PaymentStatus;
  fulfillment: Fulfillment;
  total_minor: bigint;
  currency_code: string;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  archived_at: Date | null;
  created_at: Date;
};

export const orderRowOf = (row: ListedOrder): OrderRow => ({
  id: row.id,
  number: row.number,
  mode: row.mode,
  status: row.status,
  paymentStatus: row.payment_status,
  fulfillment: row.fulfillment,
  totalMinor: minorOf(row.total_minor),
  currency: row.currency_code,
  customer: { name: fullNameOf(row.first_name, row.last_name), email: row.email },
  isArchived: row.archived_at !== null,
  createdAt: row.created_at,
});

export const lineOfRow = (row: JsonRow): OrderLine => ({
  id: text(row, "id"),
  name: text(row, "name"),
  skuCode: textOrNull(row, "sku_code"),
  quantity: integer(row, "quantity"),
  unitMinor: integer(row, "unit_minor"),
  totalMinor: integer(row, "total_minor"),
});

export const addressOfRow = (row: JsonRow): OrderAddress => ({
  name: fullNameOf(textOrNull(row, "first_name"), textOrNull(row, "last_name")),
  company: textOrNull(row, "company"),
  line1: text(row, "line_1"),
  line2: textOrNull(row, "line_2"),
  zipCode: textOrNull(row, "zip_code"),
  city: text(row, "city"),
  stateCode: textOrNull(row, "state_code"),
  countryCode: text(row, "country_code"),
  phone: textOrNull(row, "phone"),
});

export const shipmentOfRow = (row: JsonRow): OrderShipment => ({
  id: text(row, "id"),
  number: textOrNull(row, "number"),
  status: text(row, "status"),
  methodName: textOrNull(row, "method_name"),
  shippedAt: instantOrNull(row, "shipped_at"),
});

export const noteOfRow = (row: JsonRow): OrderNote => ({
  id: text(row, "id"),
  text: text(row, "text"),
  author: textOrNull(row, "author"),
  createdAt: instant(row, "created_at"),
});
