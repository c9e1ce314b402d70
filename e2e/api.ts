import type { APIRequestContext } from "@playwright/test";
import type { Demo } from "./environment";

const MEDIA_TYPE = "application/vnd.api+json";

type Attributes = Record<string, unknown>;
export type Resource = { id: string; type: string; attributes: Attributes };
type Relationships = Record<string, { data: { type: string; id: string } }>;
export type NewResource = {
  type: string;
  attributes?: Attributes;
  relationships?: Relationships;
};

export const related = (type: string, id: string) => ({ data: { type, id } });

export type Line = { sku: string; quantity: number };
export type OrderRequest = {
  currency?: "EUR" | "USD" | "JPY";
  lines?: readonly Line[];
  /** False: the shopper types who and where. */
  hasContact?: boolean;
  /** The first market, unless said otherwise. */
  marketId?: string;
};

export type NewOrder = {
  id: string;
  /** Path of its checkout. */
  path: string;
  totalMinor: number;
};

/** What the API says about an order after a test. */
export type OrderFacts = {
  status: string;
  payment_status: string;
  customer_email: string | null;
  currency_code: string;
  total_amount_with_taxes_cents: number;
  placed_at: string | null;
};

const GOODS: readonly Line[] = [
  { sku: "ENAMEL-MUG", quantity: 2 },
  { sku: "FIELD-NOTEBOOK", quantity: 1 },
  { sku: "LINEN-TEA-TOWEL", quantity: 1 },
];

/** The shop's own API, as a merchant's back office uses it. */
export class Api {
  readonly #request: APIRequestContext;
  readonly #baseUrl: string;
  readonly #token: string;

  private constructor(request: APIRequestContext, baseUrl: string, token: string) {
    this.#request = request;
    this.#baseUrl = baseUrl;
    this.#token = token;
  }

  static async signIn(request: APIRequestContext, { baseUrl, integration }: Demo): Promise<Api> {
    const answer = await request.post(`${baseUrl}/oauth/token`, {
      data: { grant_type: "client_credentials", ...integration },
    });
    if (!answer.ok()) throw new Error(`/oauth/token: ${answer.status()} ${await answer.text()}`);
    const { access_token: token } = await answer.json();
    return new Api(request, baseUrl, token);
  }

  async #call(method: "GET" | "POST" | "PATCH", path: string, data?: object) {
    const answer = await this.#request.fetch(`${this.#baseUrl}/api/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        accept: MEDIA_TYPE,
        ...(data === undefined ? {} : { "content-type": MEDIA_TYPE }),
      },
      ...(data === undefined ? {} : { data: JSON.stringify({ data }) }),
    });
    const body = await answer.json();
    if (!answer.ok()) throw new Error(`${method} ${path}: ${JSON.stringify(body)}`);
    return body;
  }

  async create(resource: NewResource): Promise<Resource> {
    return (await this.#call("POST", resource.type, resource)).data;
  }

  async update(id: string, resource: NewResource): Promise<Resource> {
    return (await this.#call("PATCH", `${resource.type}/${id}`, { id, ...resource })).data;
  }

  async find(path: string): Promise<Resource> {
    return (await this.#call("GET", path)).data;
  }

  async list(path: string): Promise<readonly Resource[]> {
    return (await this.#call("GET", path)).data;
  }

  async order(id: string): Promise<OrderFacts> {
    return (await this.find(`orders/${id}`)).attributes as OrderFacts;
  }

  /** The order's newest payment source, as it was created. */
  async paymentSource(orderId: string): Promise<Resource> {
    return this.find(`orders/${orderId}/payment_source`);
  }

  /** An order of the test's own, ready to pay unless it says otherwise: €65.00. */
  async createOrder(wish: OrderRequest = {}): Promise<NewOrder> {
    const { currency = "EUR", lines = GOODS, hasContact = true, marketId } = wish;
    const order = await this.create({
      type: "orders",
      attributes: {
        currency_code: currency,
        ...(hasContact ? { customer_email: "mara.vogel@example.com" } : {}),
      },
      ...(marketId ? { relationships: { market: related("markets", marketId) } } : {}),
    });
    for (const line of lines) await this.addLine(order.id, line);
    if (hasContact) await this.#addAddress(order.id);
    const { attributes } = await this.find(`orders/${order.id}`);
    return {
      id: order.id,
      path: new URL(String(attributes.checkout_url)).pathname,
      totalMinor: Number(attributes.total_amount_with_taxes_cents),
    };
  }

  async addLine(orderId: string, { sku, quantity }: Line): Promise<void> {
    await this.create({
      type: "line_items",
      attributes: { sku_code: sku, quantity },
      relationships: { order: related("orders", orderId) },
    });
  }

  async #addAddress(orderId: string): Promise<void> {
    const address = await this.create({
      type: "addresses",
      attributes: {
        first_name: "Mara",
        last_name: "Vogel",
        line_1: "Reichenberger Straße 48",
        zip_code: "10999",
        city: "Berlin",
        country_code: "DE",
        phone: "+49 30 901820",
      },
    });
    await this.update(orderId, {
      type: "orders",
      relationships: { shipping_address: related("addresses", address.id) },
    });
  }
}
