/** Webhooks that are handed over to whoever holds the control key, instead of being sent. */
import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createSandbox, type Sandbox } from "../server";
import type { HandedOver } from "./signing";

const SECRET = "shared-secret";
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: "control" });
  // Nobody listens there: what is held was never sent.
  await control("PUT", "external-merchants/northbank", {
    shared_secret: SECRET,
    callback_url: "http://127.0.0.1:9/webhooks",
  });
});
afterEach(() => sandbox.close());

async function control(method: string, path: string, body?: object) {
  const answer = await fetch(`${sandbox.url}/_control/${path}`, {
    method,
    headers: { "x-sandbox-key": "control" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}

const hmac = (text: string) => createHmac("sha256", SECRET).update(text);

async function post(action: string, type: string, attributes: object) {
  const amount = { total_amount_with_taxes_cents: 6500, currency_code: "EUR" };
  const body = JSON.stringify({
    data: { type, id: "xYZkjABcde", attributes },
    included: [{ type: "orders", id: "ABCRtyUpBa", attributes: amount }],
  });
  const signature = hmac(body).digest("base64");
  const answer = await fetch(`${sandbox.url}/external/northbank/${action}`, {
    method: "POST",
    headers: { "x-commercelayer-signature": signature },
    body,
  });
  return { status: answer.status, data: (await answer.json()).data };
}

async function taken(): Promise<HandedOver[]> {
  await control("POST", "clock", { advanceMs: 2_000 });
  const { body } = await control("POST", "deliveries/take", { provider: "external", limit: 10 });
  return body.deliveries;
}

it("are held while that is asked for, and handed over once, signed for now and for long ago", async () => {
  await control("POST", "deliveries/hold", { held: true });
  await post("authorize", "external_payments", { payment_source_token: "NB-LATER" });
  const [one, ...others] = await taken();
  expect(others).toEqual([]);
  expect(await taken()).toEqual([]);
  if (!one) throw new Error("Nothing was handed over.");
  const { headers, staleHeaders, body } = one;
  expect(headers["x-commercelayer-signature"]).toBe(hmac(body).digest("base64"));
  const timeOf = (signed: Record<string, string>) => {
    const [, time, signature] = /^t=(\d+),v1=(\w+)$/.exec(signed["x-kassa-signature"] ?? "") ?? [];
    expect(signature).toBe(hmac(`${time}.${body}`).digest("hex"));
    return Number(time);
  };
  expect(timeOf(headers) - timeOf(staleHeaders)).toBe(600);
});

it("are sent again by the sandbox once nobody holds them", async () => {
  await control("POST", "deliveries/hold", { held: true });
  await control("POST", "deliveries/hold", { held: false });
  await post("authorize", "external_payments", { payment_source_token: "NB-LATER" });
  expect(await taken()).toEqual([]);
  const { body } = await control("GET", "deliveries");
  expect(body.deliveries).toMatchObject([{ state: "pending" }]);
});

it("tell of a capture too, where a bank decides everything later", async () => {
  await control("POST", "deliveries/hold", { held: true });
  const token = { payment_source_token: "NB-LATERALL" };
  const { data } = await post("authorize", "external_payments", token);
  expect(await taken()).toHaveLength(1);
  const parent = { token: data.transaction_token, amount_cents: 6500 };
  const capture = await post("capture", "authorizations", parent);
  expect(capture.status).toBe(202);
  const [told] = await taken();
  expect(told).toMatchObject({ eventType: "capture.approved", eventId: capture.data.action_id });
});

it("say what is wrong with what was asked", async () => {
  expect((await control("POST", "deliveries/hold", {})).status).toBe(422);
  expect((await control("POST", "deliveries/take", { provider: "stripe" })).status).toBe(422);
});
