import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IdempotencyKey } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import type { AuthorizeInput, ProviderCall, ProviderTranscript } from "../provider";
import { checkTimed } from "../signature";
import { externalProvider } from ".";
import { type ExternalConfig, externalConfigSchema } from "./config";
import type { ExternalSource } from "./source";

const SECRET = "canary-shared-secret";
let server: Server;
let base: string;
let reply: { status: number; body: string; headers?: Record<string, string> };
let seen: { headers: IncomingMessage["headers"]; body: Buffer }[] = [];
let transcripts: ProviderTranscript[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      seen.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(reply.status, reply.headers).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const configOf = (over: object = {}): ExternalConfig =>
  externalConfigSchema.parse({
    authorize_url: `${base}/authorize`,
    shared_secret: SECRET,
    allow_loopback: true,
    ...over,
  });

const DOCUMENT = {
  data: {
    type: "external_payments",
    id: "xYZkjABcde",
    attributes: { payment_source_token: "canary-token" },
  },
  included: [{ type: "customers", id: "c", attributes: { email: "canary@example.com" } }],
};

async function authorize(
  answer: { status: number; body: unknown; headers?: Record<string, string> },
  over: object = {},
) {
  const { status, body, headers = {} } = answer;
  reply = { status, body: typeof body === "string" ? body : JSON.stringify(body), headers };
  seen = [];
  transcripts = [];
  const call: ProviderCall<ExternalConfig> = {
    config: configOf(over),
    idempotencyKey: "key-1" as IdempotencyKey,
    signal: new AbortController().signal,
    record: (transcript) => transcripts.push(transcript),
  };
  const input: AuthorizeInput<ExternalSource> = {
    amount: { amountMinor: 6500, currency: "EUR" as CurrencyCode },
    source: { payment_source_token: "canary-token" },
    ourReference: "ExternalOr-1",
    installationId: "installation-1",
    reference: null,
    returnUrls: { success: "https://shop.example/", failure: "https://shop.example/" },
    receiptEmail: null,
    document: DOCUMENT,
  };
  return await externalProvider.authorize(call, input);
}

const success = (data: object) => ({ success: true, data });
const failure = (error: object) => ({ success: false, data: { transaction_token: "t1", error } });

describe("what an external gateway is sent", () => {
  it("is the document, signed over its very bytes, under the call's key", async () => {
    await authorize({ status: 200, body: success({ transaction_token: "t1" }) });
    const [{ headers, body } = { headers: {}, body: Buffer.alloc(0) }] = seen;
    expect(JSON.parse(body.toString("utf8"))).toEqual(DOCUMENT);
    const expected = createHmac("sha256", SECRET).update(body).digest("base64");
    expect(headers["x-commercelayer-signature"]).toBe(expected);
    expect(headers["idempotency-key"]).toBe("key-1");
    const timed = String(headers["x-kassa-signature"]);
    expect(checkTimed(body, timed, SECRET, new Date())).toBe("valid");
    expect(checkTimed(body, timed, SECRET, new Date(Date.now() + 301_000))).toBe(
      "outside_tolerance",
    );
    expect(checkTimed(body, timed, "another", new Date())).toBe("invalid");
  });

  it("is stored without the token, the secret and the people in it", async () => {
    await authorize({ status: 200, body: success({ transaction_token: "t1", secret: SECRET }) });
    expect(transcripts).toMatchObject([
      { request: { method: "POST", path: "/authorize" }, answer: { status: 200 } },
    ]);
    expect(JSON.stringify(transcripts)).not.toContain("canary");
  });
});

describe("a reply", () => {
  it("of success holds the money, in the amount that it names", async () => {
    const data = { transaction_token: "t1", amount_cents: 6400, currency_code: "USD" };
    expect(await authorize({ status: 200, body: success(data) })).toMatchObject({
      ok: true,
      value: {
        kind: "succeeded",
        reference: "t1",
        transactionReference: "t1",
        amount: { amountMinor: 6400, currency: "USD" },
      },
    });
    const silent = await authorize({ status: 201, body: success({ transaction_token: "t1" }) });
    expect(silent).toMatchObject({ value: { amount: { amountMinor: 6500, currency: "EUR" } } });
  });

  it("tells what was paid with, where it says so", async () => {
    const payment_instrument = { card_type: "visa", card_last_digits: "4242", foo: "bar" };
    const body = success({ transaction_token: "t1", payment_instrument });
    expect(await authorize({ status: 200, body })).toMatchObject({
      value: { facts: { instrument: { issuer_type: "external_payment", card_type: "visa" } } },
    });
  });

  it.each([200, 400, 402, 422])("of failure with %i is a decline", async (status) => {
    const body = failure({ code: "insufficient_funds", message: "No." });
    expect(await authorize({ status, body })).toMatchObject({
      ok: true,
      value: {
        kind: "declined",
        decline: { code: "insufficient_funds", raw: "insufficient_funds" },
      },
    });
  });

  it("may have its error at the top, or none", async () => {
    const top = { success: false, error: { message: "Not today." } };
    expect(await authorize({ status: 200, body: top })).toMatchObject({
      value: { kind: "declined", decline: { code: "unknown", raw: "Not today." } },
    });
    expect(await authorize({ status: 200, body: { success: false } })).toMatchObject({
      value: { kind: "declined", reference: null, decline: { raw: "unknown" } },
    });
  });

  it("of 202 is pending under its action id", async () => {
    expect(await authorize({ status: 202, body: success({ action_id: "a1" }) })).toMatchObject({
      ok: true,
      value: { kind: "pending", reference: "a1", transactionReference: "a1" },
    });
  });

  it.each([
    [200, success({}), "provider_indeterminate"],
    [202, success({ transaction_token: "t1" }), "provider_indeterminate"],
    [200, "not json", "provider_indeterminate"],
    [200, '{"success":"yes"}', "provider_indeterminate"],
    [204, "", "provider_indeterminate"],
    [500, failure({ code: "card_declined" }), "provider_indeterminate"],
    [503, "", "provider_indeterminate"],
    [409, failure({ code: "in_use" }), "provider_indeterminate"],
    [429, failure({ code: "rate_limited" }), "provider_indeterminate"],
    [401, { error: "bad signature" }, "provider_unauthorized"],
    [403, "", "provider_unauthorized"],
    [404, "", "provider_rejected_request"],
    [400, success({ transaction_token: "t1" }), "provider_rejected_request"],
    [307, "", "provider_rejected_request"],
  ])("of %i with %j is %s", async (status, body, code) => {
    const headers = { location: `${base}/elsewhere` };
    expect(await authorize({ status, body, headers })).toMatchObject({
      ok: false,
      error: { code },
    });
    expect(seen).toHaveLength(1);
  });
});

describe("an address", () => {
  it("that the merchant did not name offers nothing", async () => {
    const answer = await authorize({ status: 200, body: "" }, { authorize_url: null });
    expect(answer).toMatchObject({ ok: false, error: { code: "provider_rejected_request" } });
    expect(seen).toEqual([]);
  });

  it.each([
    "http://gateway.example/",
    "https://10.0.0.1/",
    "https://[::1]/",
    "https://127.0.0.1:9/",
  ])("of %s is refused in live mode", (authorize_url) => {
    expect(() => configOf({ authorize_url, allow_loopback: false })).toThrow();
  });

  it("whose name leads to this machine is refused when it is called", async () => {
    const authorize_url = "https://localhost:9/";
    const over = { authorize_url, allow_loopback: false };
    expect(await authorize({ status: 200, body: "" }, over)).toMatchObject({
      ok: false,
      error: { code: "provider_rejected_request", detail: expect.stringContaining("not public") },
    });
  });
});
