// Which rows a request may write: those it is about, and what is documented to follow.
import { isJsonObject, type JsonObject } from "@/lib/json";
import { findResource } from "@/lib/jsonapi/registry";
import type { Answer } from "../api/shop";
import { namedIn } from "./bodies";
import type { Case } from "./case";
import type { Change } from "./changes";

/** Kept answers, counts of what is limited, and the ledgers of calls to others. */
const ALWAYS: ReadonlySet<string> = new Set(["idempotency_keys", "throttles"]);
const HISTORY: ReadonlySet<string> = new Set(["events", "outgoing_events", "event_callbacks"]);
/** An order and all that hangs on it: a change of one part is felt in the others. */
const ORDER_WORLD: ReadonlySet<string> = new Set([
  "orders",
  "line_items",
  "shipments",
  "addresses",
  "customers",
  "payment_sources",
  "transactions",
  "provider_calls",
  "attention_items",
]);

/** A gateway remembers how often it failed. */
const isCircuit = ({ table, before, after }: Change): boolean =>
  table === "gateways" &&
  before !== null &&
  after !== null &&
  Object.keys(after).every(
    (name) => /^circuit_|^updated_at$/.test(name) || same(before[name], after[name]),
  );

/** Rows that another resource's request makes too: a market's taxes, the customer of an e-mail address. */
const MADE_BY: Readonly<Record<string, string>> = {
  market_tax_rates: "markets",
  customers: "customer_addresses",
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type ErrorMember = { code?: string; meta?: { error?: string } };

/** Triggers run after values, and each remains when a later one is refused: so it is documented. */
const hasSteps = (sent: Case): boolean => {
  const { attributes, relationships } = namedIn(sent.body);
  const triggers = Object.keys(attributes).filter((name) => name.startsWith("_"));
  const others = Object.keys(attributes).length + Object.keys(relationships).length;
  return triggers.length > 0 || others > 1;
};

/** What a provider was asked is written before it is asked, and stays. */
const wasAsked = ({ body }: Answer): boolean =>
  (body?.errors ?? []).some(
    ({ code, meta }: ErrorMember) =>
      code === "GATEWAY_UNAVAILABLE" ||
      code === "PAYMENT_NOT_APPROVED_FOR_EXECUTION" ||
      code === "ORDER_VALIDATION_UNAVAILABLE" ||
      ["rejected_by_gateway", "refused_by_merchant"].includes(meta?.error ?? ""),
  );

const tableOf = (sent: Case): string | null =>
  findResource(decodeURIComponent(sent.path.split("/")[0] ?? ""))?.table ?? null;

/** What this request should not have written. */
export function complaintsOfChanges(
  sent: Case,
  answer: Answer,
  changes: readonly Change[],
): string[] {
  const written = changes.filter((change) => !ALWAYS.has(change.table) && !isCircuit(change));
  if (written.length === 0) return [];
  const names = [...new Set(written.map(({ table }) => table))].join(", ");
  if (sent.method === "GET") return [`a GET wrote ${names}`];
  const isOrders = ORDER_WORLD.has(tableOf(sent) ?? "");
  if (answer.status >= 400) {
    const isKnown = isOrders && (hasSteps(sent) || wasAsked(answer));
    return isKnown
      ? []
      : [`was refused (${answer.status}), but wrote ${names}: ${inShort(written)}`];
  }
  const strange = written.filter(({ table }) => {
    const own = tableOf(sent);
    const isOwn = table === own || MADE_BY[table] === own || HISTORY.has(table);
    return !isOwn && !(isOrders && ORDER_WORLD.has(table));
  });
  const complaints = strange.map((change) => `wrote ${change.table}, which is not its own`);
  return [...complaints, ...complaintsOfOrders(written)];
}

/** No request changes two orders. */
function complaintsOfOrders(written: readonly Change[]): string[] {
  const ids = new Set<string>();
  for (const { table, before, after } of written) {
    const row: JsonObject = after ?? before ?? {};
    const id = table === "orders" ? row.id : row.order_id;
    if (typeof id === "string") ids.add(id);
  }
  return ids.size > 1 ? [`wrote ${ids.size} orders: ${[...ids].join(", ")}`] : [];
}

function inShort(changes: readonly Change[]): string {
  const words = changes.slice(0, 3).map(({ table, before, after }) => {
    if (!before || !after) return `${before ? "-" : "+"}${table}`;
    const names = Object.keys(after).filter((name) => !same(before[name], after[name]));
    return `${table}(${names.map((name) => `${name}: ${JSON.stringify(after[name])}`).join(", ")})`;
  });
  return words.join("; ").slice(0, 300);
}

/** Attributes of a row that are others in another form, or follow from it. */
const FOLLOWS =
  /^(updated_at|refreshed_at|formatted_.*|.*_float|.*_count|editable|mismatched_amounts|payment_updated_at|fulfillment_updated_at)$/;
const OF_ORDERS =
  /amount|tax|country_code|payment|customer|status|guest|checkout_url|expir|number|language|currency/;
const OF: Readonly<Record<string, RegExp>> = {
  orders: OF_ORDERS,
  line_items: /amount|tax|name|image_url|item_type|quantity|unit/,
  addresses:
    /^(name|full_name|full_address|is_localized|is_geocoded|provider_name|lat|lng|.*map_url)$/,
  shipments: /status|cost|_at$|amount/,
  customers: /status|has_password|anonymization|email/,
  stripe_payments: /payment|stripe|client_secret|charge/,
  checkout_com_payments: /payment|token|redirect|source_id/,
  external_payments: /payment/,
  markets: /^shared_secret$/,
  prices: /^(original_amount_cents|sku_code|currency_code)$/,
};

/** After a PATCH nothing of the row has changed but what was sent and what follows from that. */
export function complaintsOfRow(
  sent: Case,
  before: JsonObject | null,
  after: JsonObject | null,
): string[] {
  if (!before || !after) return [];
  const { attributes, relationships } = namedIn(sent.body);
  const names = Object.keys(attributes);
  // What an action does is documented with the action.
  if (names.some((name) => name.startsWith("_"))) return [];
  const type = decodeURIComponent(sent.path.split("/")[0] ?? "");
  const follows = OF[type];
  const changed = Object.keys(after).filter((name) => !same(before[name], after[name]));
  const hasEffect = names.length > 0 || Object.keys(relationships).length > 0;
  const unsent = changed.filter(
    (name) => !names.includes(name) && !FOLLOWS.test(name) && !(hasEffect && follows?.test(name)),
  );
  return unsent.length === 0 ? [] : [`changed what was not sent: ${unsent.join(", ")}`];
}

export const attributesIn = ({ status, body }: Answer): JsonObject | null => {
  const attributes: unknown = status === 200 ? body?.data?.attributes : null;
  return isJsonObject(attributes) ? attributes : null;
};
