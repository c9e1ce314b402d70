import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createSandbox, type Sandbox } from "../server";
import { type Received, startReceiver } from "./checkout-com-world";
import { openReport } from "./report";

const CONTROL_KEY = "control-key";
const SECRET = "shared-secret";
const report = openReport("external");

/** Commerce Layer's protocol, in words of ours: what every answer must be. */
const transaction = z.strictObject({
  transaction_token: z.string().min(1),
  amount_cents: z.number().int(),
  action_id: z.string().min(1).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  error: z.strictObject({ code: z.string().min(1), message: z.string().min(1) }).optional(),
});
const reply = z.union([
  z.strictObject({ success: z.literal(true), data: transaction.omit({ error: true }) }),
  z.strictObject({ success: z.literal(false), data: transaction.required({ error: true }) }),
  z.strictObject({
    success: z.literal(true),
    data: z.strictObject({ payment_source_token: z.string().min(1) }),
  }),
  z.strictObject({
    success: z.literal(false),
    error: z.strictObject({ code: z.string(), message: z.string() }),
  }),
  z.strictObject({ error: z.string() }),
]);

let sandbox: Sandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
const sign = (body: string): string => createHmac("sha256", SECRET).update(body).digest("base64");

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${sandbox.url}/_control${path}`, {
    method,
    headers: { "x-sandbox-key": CONTROL_KEY, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}

type Call = { body: object; key?: string; signature?: string; timeoutMs?: number };

async function post(action: string, { body, key, signature, timeoutMs = 5_000 }: Call) {
  const text = JSON.stringify(body);
  const answer = await fetch(`${sandbox.url}/external/northbank/${action}`, {
    method: "POST",
    headers: {
      "content-type": "application/vnd.api+json",
      "x-commercelayer-signature": signature ?? sign(text),
      ...(key !== undefined && { "idempotency-key": key }),
    },
    body: text,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const json: unknown = await answer.json();
  const parsed = reply.safeParse(json);
  report.answer(`POST ${action} ${answer.status}`, parsed.success ? [] : [parsed.error.message]);
  expect(parsed.error?.message).toBeUndefined();
  return { status: answer.status, json };
}

function authorization(token: string, orderId: string = randomUUID()) {
  return {
    data: {
      type: "external_payments",
      id: "xYZkjABcde",
      attributes: { payment_source_token: token },
    },
    included: [
      {
        type: "orders",
        id: orderId,
        attributes: { number: "1", total_amount_with_taxes_cents: 6500, currency_code: "EUR" },
      },
    ],
  };
}
const against = (type: string, token: string, attributes: object = {}) => ({
  data: { type, attributes: { token, currency_code: "EUR", ...attributes } },
});

async function approvedToken(): Promise<string> {
  const { json } = await post("authorize", { body: authorization("tok") });
  return z.object({ data: transaction }).parse(json).data.transaction_token;
}

async function booked(reference: string): Promise<string[]> {
  const entries = z.object({ entries: z.array(z.looseObject({ kind: z.string() })) });
  const { entries: found } = entries.parse(await control("GET", `/book?reference=${reference}`));
  return found.map((entry) => entry.kind);
}

async function callback(received: Received[]): Promise<Received> {
  for (let attempt = 0; attempt < 80; attempt += 1) {
    const [first] = received;
    if (first !== undefined) return first;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("no callback came");
}

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: CONTROL_KEY });
  receiver = await startReceiver();
  const merchant = { shared_secret: SECRET, callback_url: receiver.url };
  await control("PUT", "/external-merchants/northbank", merchant);
});
afterAll(async () => {
  report.close();
  await receiver.close();
  await sandbox.close();
});

describe("the sample merchant's gateway", () => {
  const scenario = (name: string, run: () => Promise<void>): void =>
    it(name, async () => {
      await run();
      report.scenario();
    });

  scenario("approves the order's total and books it", async () => {
    const orderId = randomUUID();
    const { status, json } = await post("authorize", { body: authorization("xxxx", orderId) });
    expect(status).toBe(200);
    expect(json).toMatchObject({ success: true, data: { amount_cents: 6500 } });
    expect(await booked(orderId)).toEqual(["authorization"]);
  });

  scenario("refuses a wrong signature with 401 and books nothing", async () => {
    const orderId = randomUUID();
    const body = authorization("xxxx", orderId);
    const { status, json } = await post("authorize", { body, signature: sign("other") });
    expect(status).toBe(401);
    expect(json).toHaveProperty("error");
    expect(await booked(orderId)).toEqual([]);
  });

  scenario("answers a decline with its code", async () => {
    for (const [token, code] of [
      ["tok_declined", "card_declined"],
      ["NB-DECLINE", "card_declined"],
      ["NB-LOWFUNDS", "insufficient_funds"],
    ] as const) {
      const { json } = await post("authorize", { body: authorization(token) });
      expect(json).toMatchObject({ success: false, data: { error: { code } } });
    }
  });

  scenario("answers a repeated key as before and charges once", async () => {
    const orderId = randomUUID();
    const call = { body: authorization("xxxx", orderId), key: randomUUID() };
    const first = await post("authorize", call);
    expect(await post("authorize", call)).toEqual(first);
    expect(await booked(orderId)).toEqual(["authorization"]);
  });

  scenario("refuses a key that was used for another body", async () => {
    const key = randomUUID();
    await post("authorize", { body: authorization("xxxx"), key });
    expect((await post("authorize", { body: authorization("yyyy"), key })).status).toBe(409);
  });

  scenario("answers 202, then calls back with a signed approval", async () => {
    receiver.received.length = 0;
    const orderId = randomUUID();
    const { status, json } = await post("authorize", { body: authorization("NB-LATER", orderId) });
    expect(status).toBe(202);
    expect(await booked(orderId)).toEqual([]);
    const { headers, body } = await callback(receiver.received);
    expect(headers["x-commercelayer-signature"]).toBe(sign(body));
    const told: unknown = JSON.parse(body);
    report.answer("the callback", reply.safeParse(told).success ? [] : [body]);
    const { action_id, transaction_token } = z.object({ data: transaction }).parse(json).data;
    expect(told).toMatchObject({ success: true, data: { action_id, transaction_token } });
    expect(await booked(orderId)).toEqual(["authorization"]);
  });

  scenario("answers 202, then calls back with a refusal", async () => {
    receiver.received.length = 0;
    const orderId = randomUUID();
    await post("authorize", { body: authorization("laterdeclined", orderId) });
    const told: unknown = JSON.parse((await callback(receiver.received)).body);
    expect(told).toMatchObject({ success: false, data: { error: { code: "card_declined" } } });
    expect(await booked(orderId)).toEqual([]);
  });

  scenario("charges without answering, and answers when asked again with the key", async () => {
    const orderId = randomUUID();
    const call = { body: authorization("timeout", orderId), key: randomUUID(), timeoutMs: 200 };
    await expect(post("authorize", call)).rejects.toThrow(/timeout|aborted/i);
    expect(await booked(orderId)).toEqual(["authorization"]);
    expect(await post("authorize", call)).toMatchObject({ status: 200, json: { success: true } });
    expect(await booked(orderId)).toEqual(["authorization"]);
  });

  scenario("may charge another amount than it was asked for", async () => {
    const { json } = await post("authorize", { body: authorization("wrongamount") });
    expect(json).toMatchObject({ success: true, data: { amount_cents: 6600 } });
  });

  scenario("captures in parts and refunds what was captured", async () => {
    const token = await approvedToken();
    const first = against("authorizations", token, { capture_amount_cents: 1000 });
    const { json } = await post("capture", { body: first });
    const capture = z.object({ data: transaction }).parse(json).data;
    expect(capture.amount_cents).toBe(1000);
    const more = against("authorizations", token, { capture_amount_cents: 5501 });
    expect((await post("capture", { body: more })).json).toMatchObject({
      success: false,
      data: { error: { code: "amount_too_large" } },
    });
    const refund = against("captures", capture.transaction_token, { refund_amount_cents: 400 });
    expect((await post("refund", { body: refund })).json).toMatchObject({
      success: true,
      data: { amount_cents: 400 },
    });
    expect(await booked(token)).toEqual(["authorization", "capture"]);
  });

  scenario("voids what was not captured, and captures nothing of it afterwards", async () => {
    const token = await approvedToken();
    const body = against("authorizations", token);
    expect((await post("void", { body })).json).toMatchObject({ success: true });
    expect((await post("capture", { body })).json).toMatchObject({
      success: false,
      data: { error: { code: "not_allowed" } },
    });
  });

  scenario("gives a token for the wallet", async () => {
    const { json } = await post("token", { body: authorization("xxxx") });
    expect(json).toMatchObject({
      success: true,
      data: { payment_source_token: expect.stringMatching(/^nbs_/) },
    });
  });

  scenario("offers no way to ask about a payment", async () => {
    const answer = await fetch(`${sandbox.url}/external/northbank/payments?reference=1`);
    expect(answer.status).toBe(404);
  });
});
