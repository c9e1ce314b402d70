// The shop in which the attributes are tried, and the rows that several resources need.
import type { Deps } from "@/lib/deps";
import type { JsonObject } from "@/lib/json";
import { type Merchant, merchantOf } from "../api/merchant";
import { document, makeOrder, type to } from "../api/road";
import type { ApiShop, CallOptions } from "../api/shop";

export type Related = Readonly<Record<string, ReturnType<typeof to>>>;
export type Draft = { attributes: JsonObject; relationships?: Related };

export type World = ReturnType<typeof worldOf>;

/** Made once and kept: a promise of an id under a name. */
function onceEach() {
  const made = new Map<string, Promise<string>>();
  return (name: string, make: () => Promise<string>) => {
    const known = made.get(name) ?? make();
    made.set(name, known);
    return known;
  };
}

export function worldOf(shop: ApiShop, deps: Deps) {
  const once = onceEach();
  const merchant: Merchant = merchantOf(shop, deps);

  /** The id of a new row. Throws with the answer where it was refused. */
  async function post(type: string, draft: Draft, options: CallOptions = {}): Promise<string> {
    const body = document(type, draft.attributes, draft.relationships);
    const answer = await shop.call("POST", type, { body, ...options });
    if (answer.status === 201) return answer.body.data.id;
    throw new Error(`POST ${type}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** The id of the first row there is, with a filter if one is given. */
  async function first(path: string, query = ""): Promise<string> {
    const answer = await shop.call("GET", `${path}?page[size]=1${query}`);
    const id: unknown = answer.body?.data?.[0]?.id;
    if (typeof id === "string") return id;
    throw new Error(`GET ${path}: ${answer.status}, no row.`);
  }

  const newOrder = (token = shop.integration) => makeOrder(shop, token);
  const address = () => ({
    attributes: {
      first_name: "Lena",
      last_name: "Brandt",
      company: "Brandt GmbH",
      line_1: "Weserstraße 9",
      city: "Berlin",
      zip_code: "12047",
      country_code: "DE",
      phone: "+49 30 7654321",
    },
  });
  const order = () => once("order", newOrder);
  const market = () => once("market", () => first("markets"));
  const sku = () => once("sku", () => first("skus"));
  return { shop, deps, merchant, once, post, first, newOrder, order, address, market, sku };
}
