/** One payment at each of the three providers, as their clients ask for it, and the operator's door. */
import { createHmac, randomUUID } from "node:crypto";
import type { FaultProvider } from "./core/faults";
import type { Sandbox } from "./server";

const SECRET = "shared-secret";
const STRIPE_SUFFIX = "paymentfaults0000";
const CHECKOUT_SUFFIX = "paymentfaultspaymentfaults2";
const MINUTE_MS = 60_000;

export interface Paid {
  status: number;
  /** The provider's own word for the outcome, or its decline's code. */
  word: string;
  amountMinor: number | null;
  bankUrl: string | null;
}
export type Pay = (order: string, key?: string, timeoutMs?: number) => Promise<Paid>;

type Json = Record<string, unknown>;
const within = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (found, name) => (typeof found === "object" && found !== null ? (found as Json)[name] : null),
    value,
  );

export function payersOf(sandbox: Sandbox): Readonly<Record<FaultProvider, Pay>> {
  const send = async (path: string, headers: Record<string, string>, body: string, ms: number) => {
    const signal = AbortSignal.timeout(ms);
    const answer = await fetch(`${sandbox.url}${path}`, { method: "POST", headers, body, signal });
    const text = await answer.text();
    const json: unknown = text === "" ? null : JSON.parse(text);
    return { status: answer.status, json };
  };
  return {
    stripe: async (order, key = randomUUID(), timeoutMs = MINUTE_MS) => {
      const form = new URLSearchParams({
        amount: "6500",
        currency: "eur",
        confirm: "true",
        payment_method: "pm_card_visa",
        return_url: "http://shop.test/back",
        capture_method: "manual",
        "metadata[order]": order,
      });
      const headers = {
        authorization: `Bearer sk_test_${STRIPE_SUFFIX}`,
        "content-type": "application/x-www-form-urlencoded",
        "idempotency-key": key,
      };
      const { status, json } = await send("/v1/payment_intents", headers, `${form}`, timeoutMs);
      const url = within(json, "next_action", "redirect_to_url", "url");
      return {
        status,
        word: String(within(json, "error", "decline_code") ?? within(json, "status")),
        amountMinor: Number(within(json, "amount") ?? 0) || null,
        bankUrl: typeof url === "string" ? url : null,
      };
    },
    checkout_com: async (order, key = randomUUID(), timeoutMs = MINUTE_MS) => {
      const headers = {
        authorization: `sk_sbox_${CHECKOUT_SUFFIX}`,
        "content-type": "application/json",
        "cko-idempotency-key": key,
      };
      const card = { number: "4242424242424242", expiry_month: 12, expiry_year: 2034, cvv: "100" };
      const body = {
        source: { type: "card", ...card },
        amount: 6500,
        currency: "EUR",
        reference: order,
        capture: false,
        success_url: "http://shop.test/back",
        failure_url: "http://shop.test/back",
      };
      const { status, json } = await send("/payments", headers, JSON.stringify(body), timeoutMs);
      const url = within(json, "_links", "redirect", "href");
      const isDeclined = within(json, "approved") === false;
      return {
        status,
        word: String(isDeclined ? within(json, "response_code") : within(json, "status")),
        amountMinor: Number(within(json, "amount") ?? 0) || null,
        bankUrl: typeof url === "string" ? url : null,
      };
    },
    external: async (order, key = randomUUID(), timeoutMs = MINUTE_MS) => {
      const attributes = { number: "1", total_amount_with_taxes_cents: 6500, currency_code: "EUR" };
      const text = JSON.stringify({
        data: {
          type: "external_payments",
          id: order,
          attributes: { payment_source_token: "NB-APPROVE", reference: order },
        },
        included: [{ type: "orders", id: order, attributes }],
      });
      const headers = {
        "content-type": "application/vnd.api+json",
        "x-commercelayer-signature": createHmac("sha256", SECRET).update(text).digest("base64"),
        "idempotency-key": key,
      };
      const { status, json } = await send("/external/faults/authorize", headers, text, timeoutMs);
      const refusal = within(json, "data", "error", "code");
      return {
        status,
        word: String(refusal ?? (within(json, "success") === true ? "approved" : "error")),
        amountMinor: Number(within(json, "data", "amount_cents") ?? 0) || null,
        bankUrl: null,
      };
    },
  };
}

export function controlOf(sandbox: Sandbox) {
  const control = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${sandbox.url}/_control${path}`, {
      method,
      headers: { "x-sandbox-key": sandbox.controlKey },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  return {
    control,
    registerMerchant: () =>
      control("PUT", "/external-merchants/faults", { shared_secret: SECRET, callback_url: null }),
    set: (wish: object, id: string = randomUUID()) => control("PUT", `/payment-faults/${id}`, wish),
    listFaults: async () => (await control("GET", "/payment-faults")).body.faults as Json[],
    sumsOf: async (text: string) => {
      const { body } = await control("POST", "/book/sums", { texts: [text] });
      const [sum] = body.sums as { sums: Record<string, number> }[];
      return sum?.sums ?? null;
    },
  };
}
