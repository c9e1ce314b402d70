import "server-only";
import { createHash } from "node:crypto";
import type { JsonObject } from "../json";
import { findResource } from "./registry";
import { includeTree } from "./selection";
import { servedPaths, wholeDocument } from "./whole-document";

/**
 * What external gateways are told of a payment, as documented: the source with its order and all
 * that belongs to it.
 */
const INCLUDES = [
  "order",
  "order.market",
  "order.line_items",
  "order.line_items.item",
  "order.shipping_address",
  "order.billing_address",
  "order.customer",
];
/** External payments are the ones that are told about, so they are looked for first. */
const TYPES = ["external_payments", "checkout_com_payments", "stripe_payments"] as const;

/**
 * The JSON:API document of a payment source, as an integration would read it, with what its gateway asked for; null: what
 * is documented. One statement. Throws for an unknown id.
 */
export async function documentOf(
  sourceId: string,
  includes: readonly string[] | null = null,
): Promise<JsonObject> {
  for (const type of TYPES) {
    const document = await read(type, sourceId, includes ? servedOf(type, includes) : INCLUDES);
    if (document) return document;
  }
  throw new Error(`No payment source ${sourceId}.`);
}

/** A path that leads nowhere (any more) must not stand in the way of a payment. */
const servedOf = (type: string, includes: readonly string[]): readonly string[] => {
  const resource = findResource(type);
  return resource ? servedPaths(resource, includes) : [];
};

/**
 * What a merchant's own service is shown of an order before money is asked for, with what its market asked for; null: what
 * is documented. One statement. Throws for an unknown id.
 */
export async function orderDocumentOf(
  orderId: string,
  includes: readonly string[] | null = null,
): Promise<JsonObject> {
  const own = INCLUDES.filter((path) => path.startsWith("order."));
  const documented = own.map((path) => path.slice("order.".length));
  const paths = includes ? servedOf("orders", includes) : documented;
  const document = await read("orders", orderId, paths);
  if (document) return document;
  throw new Error(`No order ${orderId}.`);
}

async function read(
  type: string,
  id: string,
  includes: readonly string[],
): Promise<JsonObject | null> {
  const resource = findResource(type);
  const tree = resource && includeTree(resource, includes);
  if (!resource || !tree?.ok) throw new Error(`The includes of ${type} lead nowhere.`);
  // The same each time: a repeated call must send the same bytes.
  const traceId = createHash("sha256").update(id).digest("hex");
  return wholeDocument(resource, id, { include: tree.value, traceId });
}
