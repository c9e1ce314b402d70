import type { ApiCaller } from "../auth/access-token";
import type { OrderStatus } from "../orders/order-status";
import { constant, joined, type Sql, sql } from "./sql";

/**
 * What a caller may see, as conditions on the row `t`. Test and live never mix; a sales channel
 * sees its own only.
 */

/** While an order is being made and just after; later states are the merchant's. */
const READABLE: readonly OrderStatus[] = ["draft", "pending", "placing", "placed"];

export function ordersOf(caller: ApiCaller, alias = "t"): Sql {
  const order = constant(alias);
  if (caller.kind === "integration") return sql`${order}.mode = ${caller.mode}`;
  return sql`${order}.mode = ${caller.mode} AND ${order}.api_client_id = ${caller.id}
    AND ${order}.status IN (${joined(READABLE)})`;
}

/** The same of an order that is read already. */
export const seesOrder = (
  caller: ApiCaller,
  order: { mode: string; apiClientId: string | null; status: OrderStatus },
): boolean =>
  order.mode === caller.mode &&
  (caller.kind === "integration" ||
    (order.apiClientId === caller.id && READABLE.includes(order.status)));

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
  return caller.kind === "integration"
    ? sql`(EXISTS (SELECT 1 FROM api_clients c WHERE c.id = t.api_client_id AND c.mode = ${caller.mode})
        OR ${used})`
    : sql`(t.api_client_id = ${caller.id} OR ${used})`;
}

export const customersOf = (caller: ApiCaller): Sql =>
  caller.kind === "integration"
    ? sql`t.mode = ${caller.mode}`
    : sql`EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = t.id AND ${ordersOf(caller, "o")})`;

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
    ? sql`(t.order_id IS NULL OR EXISTS (SELECT 1 FROM orders o
        WHERE o.id = t.order_id AND o.mode = ${caller.mode}))`
    : sql`FALSE`;

export const everybody = (): Sql => sql`TRUE`;
