import type { APIRequestContext } from "@playwright/test";
import type { Environment } from "./environment";

type BookKind = "authorization" | "capture" | "void" | "refund";
export type BookEntry = {
  provider: "stripe" | "checkout_com" | "external";
  paymentId: string;
  kind: BookKind;
  amountMinor: number;
  currency: string;
  reference: string | null;
  metadata: Record<string, string>;
};

export type FaultRequest = {
  provider: BookEntry["provider"];
  kind: string;
  operation?: string;
  count?: number;
  delayMs?: number;
};

/** The other side: what was really charged, and trouble on request. */
export class Sandbox {
  readonly url: string;
  readonly #request: APIRequestContext;
  readonly #environment: Environment;

  constructor(request: APIRequestContext, environment: Environment) {
    this.#request = request;
    this.#environment = environment;
    this.url = environment.demo.sandboxUrl;
  }

  async #control(method: "GET" | "POST", path: string, data?: object) {
    const answer = await this.#request.fetch(`${this.url}/_control${path}`, {
      method,
      headers: { "x-sandbox-key": this.#environment.controlKey },
      ...(data === undefined ? {} : { data }),
    });
    if (!answer.ok()) throw new Error(`sandbox: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  }

  /** What the providers' own book says about an order, oldest first. */
  async book(orderId: string): Promise<readonly BookEntry[]> {
    const { entries }: { entries: BookEntry[] } = await this.#control("GET", "/book");
    return entries.filter(({ reference, metadata }) =>
      [reference ?? "", ...Object.values(metadata)].some((text) => text.includes(orderId)),
    );
  }

  /** Trouble for the next requests that speak of this order, and for no other test's. */
  async addFault(orderId: string, fault: FaultRequest): Promise<void> {
    await this.#control("POST", "/faults", { ...fault, match: orderId });
  }

  /** The merchant captures in Stripe's own dashboard. */
  async captureAtStripe(paymentId: string): Promise<void> {
    const { secret_key: key } = this.#environment.demo.gateways.stripe_gateways;
    await this.#provider(`/v1/payment_intents/${paymentId}/capture`, {
      headers: { authorization: `Bearer ${key}` },
    });
  }

  /** €42.00 held at Stripe under the name of this installation, of which the shop knows nothing; answers the payment. */
  async ghostAtStripe(installationId: string): Promise<string> {
    const { secret_key: key } = this.#environment.demo.gateways.stripe_gateways;
    const form = {
      amount: 4200,
      currency: "eur",
      capture_method: "manual",
      confirm: "true",
      payment_method: "pm_card_visa",
      return_url: "http://localhost/elsewhere",
      "metadata[kassa_installation]": installationId,
    };
    const headers = { authorization: `Bearer ${key}` };
    return String((await this.#provider("/v1/payment_intents", { headers, form })).id);
  }

  /** The cardholder complains to the bank; answers the dispute's id. */
  async contest(paymentId: string): Promise<string> {
    const { id } = await this.#control("POST", "/disputes", { payment: paymentId });
    return String(id);
  }

  async moveDispute(id: string, step: "submit" | "win" | "lose"): Promise<void> {
    await this.#control("POST", `/disputes/${id}`, { step });
  }

  /** Uses a card's token up for something else: a check of the card without money. */
  async spendCheckoutComToken(token: string): Promise<void> {
    await this.#provider("/payments", {
      headers: { authorization: this.#environment.demo.gateways.checkout_com_gateways.secret_key },
      data: {
        source: { type: "token", token },
        amount: 0,
        currency: "EUR",
        reference: "other-shop",
      },
    });
  }

  /** The same at Stripe: another shop's payment takes the confirmation token. */
  async spendConfirmationToken(id: string): Promise<void> {
    const { secret_key: key } = this.#environment.demo.gateways.stripe_gateways;
    await this.#provider("/v1/payment_intents", {
      headers: { authorization: `Bearer ${key}` },
      form: {
        amount: 100,
        currency: "eur",
        confirm: "true",
        confirmation_token: id,
        return_url: "http://localhost/other-shop",
      },
    });
  }

  async #provider(path: string, options: Parameters<APIRequestContext["post"]>[1]) {
    const answer = await this.#request.post(`${this.url}${path}`, options);
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  }

  /** A card's token, as the hosted fields get it: the number goes to the provider's origin only. */
  async createCardToken(provider: "stripe" | "checkout_com", number: string): Promise<string> {
    if (provider === "stripe") {
      const card = cardForm("payment_method_data[card]", number);
      const form = { "payment_method_data[type]": "card", ...card };
      return (await this.#asBrowser("/v1/confirmation_tokens", form)).id;
    }
    const key = this.#environment.demo.gateways.checkout_com_gateways.publishable_key ?? "";
    const digits = number.replaceAll(" ", "");
    const answer = await this.#provider("/tokens", {
      headers: { authorization: key },
      data: { type: "card", number: digits, expiry_month: 12, expiry_year: 2034, cvv: "100" },
    });
    return String(answer.token);
  }

  /** A card kept at Stripe, for a payment that its merchant's server confirms. */
  async createPaymentMethod(number: string): Promise<string> {
    const form = { type: "card", ...cardForm("card", number) };
    return String((await this.#asBrowser("/v1/payment_methods", form)).id);
  }

  /** Confirms an intent as a browser with its secret does; answers where the bank's page is, or null. */
  async confirmIntent(
    intent: IntentSecret & { cardNumber: string; returnUrl: string },
  ): Promise<string | null> {
    const confirmed = await this.#asBrowser(`/v1/payment_intents/${intent.id}/confirm`, {
      client_secret: intent.secret,
      confirmation_token: await this.createCardToken("stripe", intent.cardNumber),
      return_url: intent.returnUrl,
    });
    return bankUrlOf(confirmed);
  }

  /** Where a browser that knows the intent's secret must go; null when nothing is asked. */
  async findBankUrl({ id, secret }: IntentSecret): Promise<string | null> {
    const query = new URLSearchParams({ client_secret: secret });
    return bankUrlOf(await this.#asBrowser(`/v1/payment_intents/${id}?${query}`));
  }

  async #asBrowser(path: string, form?: Record<string, string | number>): Promise<StripeObject> {
    const key = this.#environment.demo.gateways.stripe_gateways.publishable_key;
    const answer = await this.#request.fetch(`${this.url}${path}`, {
      method: form === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${key}` },
      ...(form === undefined ? {} : { form }),
    });
    const body = await answer.json();
    if (!answer.ok()) throw new Error(`${path}: ${JSON.stringify(body)}`);
    return body;
  }
}

type IntentSecret = { id: string; secret: string };
type StripeObject = {
  id: string;
  next_action?: { redirect_to_url?: { url?: string | null } | null } | null;
};

const bankUrlOf = (intent: StripeObject) => intent.next_action?.redirect_to_url?.url ?? null;

const cardForm = (prefix: string, number: string) => ({
  [`${prefix}[number]`]: number.replaceAll(" ", ""),
  [`${prefix}[exp_month]`]: 12,
  [`${prefix}[exp_year]`]: 2034,
  [`${prefix}[cvc]`]: "100",
});
