// Which rows a request may write: those it is about, and what is documented to follow. A refused one writes none.
import { isJsonObject, type JsonObject } from "@/lib/json";
import { findResource } from "@/lib/jsonapi/registry";
import type { Answer } from "../api/shop";
import { ANSWERS, ASKING, ASKING_WHEN_MADE, STANDING } from "./asking.data";
import type { Case } from "./case";
import type { Change } from "./changes";
import { CONSEQUENCES, WRITES } from "./consequences.data";
import { meantBy, typeOf } from "./meant";

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

/** What triggers repeat of orders and payments, for lists and sums: `verify:books` holds it against the facts. */
const REPEATED: ReadonlySet<string> = new Set([
  "listed_payments",
  "payment_days",
  "payment_totals",
  "payment_day_changes",
  "payment_fact_days",
  "checkout_days",
  "checkout_counted",
]);

/** A gateway remembers how often it failed. */
const isCircuit = ({ table, before, after }: Change): boolean =>
  table === "gateways" &&
  before !== null &&
  after !== null &&
  Object.keys(after).every(
    (name) => /^circuit_|^updated_at$/.test(name) || same(before[name], after[name]),
  );

/** Rows that another resource's request makes too: a market's taxes. */
const MADE_BY: Readonly<Record<string, string>> = { market_tax_rates: "markets" };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type ErrorMember = { code?: string; meta?: { error?: string } };

/** Whether this refusal came after somebody outside had been asked. */
function isAfterQuestion(sent: Case, answer: Answer, written: readonly Change[]): boolean {
  const type = typeOf(sent);
  const mayAsk =
    sent.method === "POST"
      ? ASKING_WHEN_MADE.has(type)
      : meantBy(sent).all.some((name) => Object.hasOwn(ASKING[type] ?? {}, name));
  if (!mayAsk || written.some(({ table }) => !STANDING.has(table))) return false;
  const errors: readonly ErrorMember[] = answer.body?.errors ?? [];
  return (
    written.some(({ table }) => table === "provider_calls" || table === "transactions") ||
    errors.some(({ code, meta }) => ANSWERS.has(code ?? "") || ANSWERS.has(meta?.error ?? ""))
  );
}

const tableOf = (sent: Case): string | null => findResource(typeOf(sent))?.table ?? null;

/** What this request should not have written. */
export function complaintsOfChanges(
  sent: Case,
  answer: Answer,
  changes: readonly Change[],
): string[] {
  const all = changes.filter((change) => !ALWAYS.has(change.table) && !isCircuit(change));
  const written = all.filter(({ table }) => !REPEATED.has(table));
  const isRepeated = all.length > written.length;
  if (isRepeated && !written.some(({ table }) => ORDER_WORLD.has(table))) {
    return ["wrote what only repeats orders and payments, and none of those"];
  }
  if (written.length === 0) return [];
  const names = [...new Set(written.map(({ table }) => table))].join(", ");
  if (sent.method === "GET") return [`a GET wrote ${names}`];
  if (answer.status >= 400) {
    return isAfterQuestion(sent, answer, written)
      ? complaintsOfOrders(written)
      : [`was refused (${answer.status}), but wrote ${names}: ${inShort(written)}`];
  }
  const own = tableOf(sent);
  const isOrders = ORDER_WORLD.has(own ?? "");
  const also = meantBy(sent).attributes.flatMap((name) => ownOf(WRITES[typeOf(sent)], name));
  const strange = written.filter(({ table }) => {
    const isOwn = table === own || MADE_BY[table] === own || HISTORY.has(table);
    return !isOwn && !also.includes(table) && !(isOrders && ORDER_WORLD.has(table));
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

/** An amount is one, in whichever form. */
const stem = (name: string): string =>
  name.replace(/^formatted_/, "").replace(/_(cents|float)$/, "");

/** `__proto__` is a name too. */
const ownOf = (
  of: Readonly<Record<string, readonly string[]>> | undefined,
  name: string,
): readonly string[] => (of && Object.hasOwn(of, name) ? (of[name] ?? []) : []);

/** Times of the row itself. */
const TIMES: ReadonlySet<string> = new Set(["updated_at", "refreshed_at"]);

/** After a PATCH, taken or refused, nothing of the row has changed but what was sent and what is known to follow from that. */
export function complaintsOfRow(
  sent: Case,
  before: JsonObject | null,
  after: JsonObject | null,
): string[] {
  if (!before || !after) return [];
  const follows = CONSEQUENCES[typeOf(sent)];
  const { attributes, all } = meantBy(sent);
  const consequences = all.flatMap((name) => ownOf(follows, name));
  const allowed = new Set([...attributes, ...consequences].map(stem));
  const unsent = Object.keys(after).filter(
    (name) => !same(before[name], after[name]) && !TIMES.has(name) && !allowed.has(stem(name)),
  );
  return unsent.length === 0 ? [] : [`changed what was not sent: ${unsent.join(", ")}`];
}

export const attributesIn = ({ status, body }: Answer): JsonObject | null => {
  const attributes: unknown = status === 200 ? body?.data?.attributes : null;
  return isJsonObject(attributes) ? attributes : null;
};
