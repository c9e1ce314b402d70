import { type ApiClient, documentOf } from "./api";
import type { Cluster } from "./cluster";

export const SOURCE_TYPES = ["external_payments", "checkout_com_payments"] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

const FRICTIONLESS = "4242424242424242";
const CARD = {
  type: "card",
  expiry_month: 6,
  expiry_year: 2035,
  cvv: "100",
};

/** What a browser makes of a card: a token, by the public key. */
export async function cardToken(
  { sandboxUrl, demo }: Cluster,
  number = FRICTIONLESS,
): Promise<string> {
  const answer = await fetch(`${sandboxUrl}/tokens`, {
    method: "POST",
    headers: {
      authorization: demo.gateways.checkout_com_gateways.publishable_key,
      "content-type": "application/json",
    },
    body: JSON.stringify({ ...CARD, number }),
  });
  return ((await answer.json()) as { token: string }).token;
}

const attributesOf = async (cluster: Cluster, type: SourceType): Promise<object> =>
  type === "external_payments"
    ? { payment_source_token: "NB-APPROVE" }
    : { payment_type: "token", token: await cardToken(cluster) };

/** An order of €65.00 with a payment source (`type` null: without one): all that is left to do is to place it. Answers its id. */
export async function payableOrder(
  cluster: Cluster,
  client: ApiClient,
  { node, type }: { node: number; type: SourceType | null },
): Promise<string> {
  const order = await client.must(
    node,
    "POST",
    "orders",
    documentOf("orders", { currency_code: "EUR", customer_email: "proof@example.com" }),
  );
  const line = { name: "One thing", unit_amount_cents: 6500, quantity: 1 };
  await client.must(node, "POST", "line_items", documentOf("line_items", line, order.id));
  if (type !== null) await addSource(cluster, client, { node, type, orderId: order.id });
  return order.id;
}

/** A payment source that will be approved: the first of an order, or another way to pay it. */
export async function addSource(
  cluster: Cluster,
  client: ApiClient,
  { node, type, orderId }: { node: number; type: SourceType; orderId: string },
): Promise<void> {
  const attributes = await attributesOf(cluster, type);
  await client.must(node, "POST", type, documentOf(type, attributes, orderId));
}

export type BookEntry = {
  kind: string;
  paymentId: string;
  amountMinor: number;
  reference: string | null;
  metadata: Record<string, string>;
};

/** How often the providers' own book has taken something for each order: its id begins every reference of ours. */
export async function authorizationsByOrder(cluster: Cluster): Promise<Map<string, number>> {
  const { entries } = await cluster.control<{ entries: BookEntry[] }>("GET", "book");
  const counts = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind !== "authorization") continue;
    const orderId = orderIdOf(entry);
    if (orderId) counts.set(orderId, (counts.get(orderId) ?? 0) + 1);
  }
  return counts;
}

const ORDER_ID = /\b([A-Za-z]{10})\b/;
export const orderIdOf = (entry: BookEntry): string | null =>
  ORDER_ID.exec(entry.reference ?? JSON.stringify(entry.metadata))?.[1] ?? null;

/** Does `work` for each, at most `width` at a time. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T, at: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries();
  const one = async () => {
    for (const [at, item] of waiting) await work(item, at);
  };
  await Promise.all(Array.from({ length: width }, one));
}
