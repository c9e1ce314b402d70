import type { ApiCaller } from "../auth/access-token";
import type { OrderStatus } from "../orders/order-status";
import { constant, joined, type Sql, sql } from "./sql";

/**
 * What a caller may see, as conditions on the row `t`. Test and live never mix; a sales channel
 * sees its own only.
 */

/** While an order is being made and just after; later states are the merchant's. */
const READABLE: readonly OrderStatus[] = ["draft", "pending", "placing", "placed"];

/**
 * A sales channel's guests see its carts and fresh orders that nobody owns. A customer sees their own, wherever and however
 * far; of guests' only a cart without a name, which may have been begun before the sign-in: an e-mail address proves nothing.
 */
export function ordersOf(caller: ApiCaller, alias = "t"): Sql {
  const order = constant(alias);
  if (caller.kind === "integration") return sql`${order}.mode = ${caller.mode}`;
  const guests = sql`${order}.api_client_id = ${caller.id} AND ${order}.owner_id IS NULL
    AND ${order}.status IN (${joined(READABLE)})`;
  const { ownerId } = caller;
  return ownerId
    ? sql`${order}.mode = ${caller.mode} AND (${order}.owner_id = ${ownerId}
        OR (${guests} AND ${order}.customer_id IS NULL))`
    : sql`${order}.mode = ${caller.mode} AND ${guests}`;
}

type SeenOrder = {
  mode: string;
  apiClientId: string | null;
  status: OrderStatus;
  email: string | null;
  ownerId?: string | null;
};

/** The same of an order that is read already. */
export function seesOrder(caller: ApiCaller, order: SeenOrder): boolean {
  if (order.mode !== caller.mode) return false;
  if (caller.kind === "integration") return true;
  if (caller.ownerId && order.ownerId === caller.ownerId) return true;
  const isGuests = order.apiClientId === caller.id && !order.ownerId;
  return isGuests && READABLE.includes(order.status) && (!caller.ownerId || order.email === null);
}

/** Rows that carry an `order_id`. */
export const withOrder = (caller: ApiCaller): Sql =>
  sql`EXISTS (SELECT 1 FROM orders o WHERE o.id = t.order_id AND ${ordersOf(caller, "o")})`;

/** Payment sources: not those that a client has put away, unless they are paid with after all. */
export const sourcesOf = (caller: ApiCaller): Sql =>
  sql`${withOrder(caller)} AND (t."removed_at" IS NULL OR t."id" = (
    SELECT po."payment_source_id" FROM orders po WHERE po."id" = t."order_id"))`;

export function addressesOf(caller: ApiCaller): Sql {
  const used = sql`EXISTS (SELECT 1 FROM orders o
    WHERE (o.shipping_address_id = t.id OR o.billing_address_id = t.id)
      AND ${ordersOf(caller, "o")})`;
  if (caller.kind === "integration") {
    return sql`(EXISTS (SELECT 1 FROM api_clients c WHERE c.id = t.api_client_id AND c.mode = ${caller.mode})
        OR ${used} OR EXISTS (SELECT 1 FROM customer_addresses ca JOIN customers cu ON cu.id = ca.customer_id
          WHERE ca.address_id = t.id AND cu.mode = ${caller.mode}))`;
  }
  const free = sql`NOT EXISTS (SELECT 1 FROM customer_addresses ca WHERE ca.address_id = t.id)`;
  return sql`((t.api_client_id = ${caller.id} AND ${free}) OR ${used}
    OR ${inAddressBookOf(caller.ownerId ?? null)})`;
}

/** Addresses that a customer keeps. */
export const inAddressBookOf = (customerId: string | null): Sql =>
  sql`EXISTS (SELECT 1 FROM customer_addresses ca
    WHERE ca.address_id = t.id AND ca.customer_id = ${customerId})`;

/** Guests know no customer, not even by the e-mail address that they give. */
export const customersOf = (caller: ApiCaller): Sql =>
  caller.kind === "integration"
    ? sql`t.mode = ${caller.mode}`
    : sql`t.mode = ${caller.mode} AND t.id = ${caller.ownerId ?? null}`;

/** Rows that carry a `customer_id`. */
export const withCustomer = (caller: ApiCaller): Sql =>
  caller.kind === "integration"
    ? sql`EXISTS (SELECT 1 FROM customers cu WHERE cu.id = t.customer_id AND cu.mode = ${caller.mode})`
    : sql`t.customer_id = ${caller.ownerId ?? null}`;

/** The markets of the token; `column` holds the market's id. */
export const marketsOf = (caller: ApiCaller, column: string): Sql =>
  caller.marketIds === null ? sql`TRUE` : sql`${constant(column)} = ANY(${[...caller.marketIds]})`;

const isOn = (caller: ApiCaller): Sql =>
  caller.kind === "integration" ? sql`TRUE` : sql`t.disabled_at IS NULL`;

export const enabledMarkets = (caller: ApiCaller): Sql =>
  sql`${isOn(caller)} AND ${marketsOf(caller, "t.id")}`;

export const paymentMethodsOf = (caller: ApiCaller): Sql =>
  sql`${isOn(caller)} AND (t.market_id IS NULL OR ${marketsOf(caller, "t.market_id")})
    AND EXISTS (SELECT 1 FROM gateways g WHERE g.id = t.gateway_id AND g.mode = ${caller.mode})`;

export const shippingMethodsOf = (caller: ApiCaller): Sql =>
  sql`${isOn(caller)} AND ${marketsOf(caller, "t.market_id")}`;

/** The caller's own organization and application. */
export const ownOrganization = (caller: ApiCaller): Sql => sql`t.id = ${caller.organizationId}`;
export const ownApplication = (caller: ApiCaller): Sql => sql`t.id = ${caller.id}`;

export const ofMode = (caller: ApiCaller): Sql => sql`t.mode = ${caller.mode}`;

/** What is between the merchant and the installation. */
export const merchantsOwn = (caller: ApiCaller): Sql =>
  caller.kind === "integration" ? ofMode(caller) : sql`FALSE`;

/** Deliveries have the mode of their receiver. */
export const callbacksOf = (caller: ApiCaller): Sql =>
  caller.kind === "integration"
    ? sql`EXISTS (SELECT 1 FROM webhooks w WHERE w.id = t.webhook_id AND w.mode = ${caller.mode})`
    : sql`FALSE`;

/** The history is the merchant's. */
export const historyOf = (caller: ApiCaller): Sql =>
  caller.kind === "integration"
    ? sql`t.resource_type NOT IN ('users', 'invitations') AND (t.order_id IS NULL AND ${isOfNoOtherMode(caller)} OR EXISTS (SELECT 1 FROM orders o
        WHERE o.id = t.order_id AND o.mode = ${caller.mode}))`
    : sql`FALSE`;

/** What people of the admin did among themselves is for the audit log alone. A line that is of no order is of the mode of what it tells of; what is gone, or has no mode, is everybody's. */
const isOfNoOtherMode = ({ mode }: ApiCaller): Sql => {
  const others = ["gateways", "webhooks", "customers"].map(
    (table) => sql`NOT EXISTS (SELECT 1 FROM ${constant(`"${table}"`)} m
      WHERE m.id = t.resource_id AND m.mode <> ${mode})`,
  );
  return sql`${joined(others, " AND ")} AND NOT EXISTS (SELECT 1 FROM payment_methods m
    JOIN gateways g ON g.id = m.gateway_id WHERE m.id = t.resource_id AND g.mode <> ${mode})`;
};

export const everybody = (): Sql => sql`TRUE`;
