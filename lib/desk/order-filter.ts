import { ORDER_STATUSES, type OrderStatus } from "../orders/order-status";
import { PAYMENT_STATUSES, type PaymentStatus } from "../orders/payment-statuses";

/** What the list of orders is narrowed to; it is read from the address, so that a link keeps it. */
export type OrderFilter = {
  /** A number, an e-mail address or its start, a reference or an id; empty: all. */
  search: string;
  /** `begun`: whatever is more than a cart. */
  status: OrderStatus | "begun" | "any";
  payment: PaymentStatus | null;
  isArchived: boolean;
  marketId: string | null;
  currency: string | null;
  /** Days of the shop's calendar, both included: `2026-11-21`. */
  from: string | null;
  to: string | null;
  mode: "test" | "live";
};

type Query = Readonly<Record<string, string | string[] | undefined>>;

const SEARCH_LENGTH_MAX = 254;

/** Whatever is not known is as if it were not there. `modes`: those that there is a choice of, the usual one first. */
export function orderFilterOf(query: Query, modes: readonly ["test" | "live", ...string[]]) {
  const text = (name: string) => {
    const value = query[name];
    return ((Array.isArray(value) ? value[0] : value) ?? "").trim();
  };
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | null =>
    known.find((each) => each === text(name)) ?? null;
  const day = (name: string) => (isDay(text(name)) ? text(name) : null);
  const mode = text("mode");
  const filter: OrderFilter = {
    search: text("q").slice(0, SEARCH_LENGTH_MAX),
    status: oneOf("status", [...ORDER_STATUSES, "any"] as const) ?? "begun",
    payment: oneOf("payment", PAYMENT_STATUSES),
    isArchived: text("archived") === "yes",
    marketId: /^[A-Za-z0-9_-]{1,64}$/.test(text("market")) ? text("market") : null,
    currency: /^[A-Z]{3}$/.test(text("currency")) ? text("currency") : null,
    from: day("from"),
    to: day("to"),
    mode: mode === "test" && modes.includes("test") ? "test" : modes[0],
  };
  return filter;
}

/** A day that there is, and none that a database cannot count with. */
function isDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The filter as it stands in an address; what is usual is left out. */
export function queryOfFilter(filter: OrderFilter): URLSearchParams {
  const query = new URLSearchParams();
  const set = (name: string, value: string | null) => {
    if (value !== null && value !== "") query.set(name, value);
  };
  set("q", filter.search);
  set("status", filter.status === "begun" ? null : filter.status);
  set("payment", filter.payment);
  set("archived", filter.isArchived ? "yes" : null);
  set("market", filter.marketId);
  set("currency", filter.currency);
  set("from", filter.from);
  set("to", filter.to);
  set("mode", filter.mode === "test" ? "test" : null);
  return query;
}
