/**
 * The traps of checkout-sdk-node, each with the test that shows it closed, and what only
 * Checkout.com has.
 */
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createSandbox, type Sandbox } from "../../../sandbox/server";
import type { IdempotencyKey, ProviderReference } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import { answerChallenge, control } from "../contract-sandbox";
import type { AuthorizeInput, ProviderCall, ProviderTranscript } from "../provider";
import { checkoutComProvider } from ".";
import { type CheckoutComConfig, checkoutComConfigSchema, hostOf } from "./config";
import { requestCardToken } from "./contract-token";
import { type CheckoutComSource, checkoutComSourceSchema } from "./source";

const ACCOUNT = "kassatrapsaccountaaaaaaaaa2";
let sandbox: Sandbox;
let transcripts: ProviderTranscript[] = [];

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, directory: null, controlKey: randomUUID() });
});
afterAll(() => sandbox.close());
afterEach(() => vi.unstubAllEnvs());

const configOf = (over: object = {}): CheckoutComConfig =>
  checkoutComConfigSchema.parse({
    secret_key: `sk_sbox_${ACCOUNT}`,
    public_key: `pk_sbox_${ACCOUNT}`,
    three_ds: false,
    api_base: sandbox.url,
    timeout_ms: 600,
    ...over,
  });

function call(over: object = {}): ProviderCall<CheckoutComConfig> {
  transcripts = [];
  return {
    config: configOf(over),
    idempotencyKey: randomUUID() as IdempotencyKey,
    signal: new AbortController().signal,
    record: (transcript) => transcripts.push(transcript),
  };
}

const input = (
  source: object,
  over: Partial<AuthorizeInput<CheckoutComSource>> = {},
): AuthorizeInput<CheckoutComSource> => ({
  amount: { amountMinor: 6500, currency: "EUR" as CurrencyCode },
  source: checkoutComSourceSchema.parse(source),
  ourReference: `TrapsOrder-${randomUUID().slice(0, 8)}`,
  installationId: "installation-1",
  reference: null,
  returnUrls: {
    success: "http://127.0.0.1:9/checkout_com/success",
    failure: "http://127.0.0.1:9/checkout_com/failure",
  },
  receiptEmail: null,
  document: null,
  ...over,
});

const cardToken = (number = "4242424242424242") =>
  requestCardToken(sandbox.url, `pk_sbox_${ACCOUNT}`, number);

const authorize = async (source: object, over: object = {}) =>
  await checkoutComProvider.authorize(call(over), input(source));

/** A server that answers every request in one way. */
async function answering(
  listener: Parameters<typeof createServer>[1],
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const lookup = (api_base: string) =>
  checkoutComProvider.retrieve(call({ api_base }), {
    reference: "pay_x" as ProviderReference,
    ourReference: "x",
  });

describe("the environment", () => {
  it.each(["CKO_SECRET_KEY", "CKO_SECRET"])(
    "does not replace the gateway's key by %s",
    async (name) => {
      vi.stubEnv(name, "sk_env_wins");
      vi.stubEnv("CKO_CLIENT", "ack_env");
      vi.stubEnv("CKO_ENVIRONMENT", "live");
      const seen: (string | undefined)[] = [];
      await answering(
        (request, response) => {
          seen.push(`${request.url} ${request.headers.authorization}`);
          response.writeHead(404).end();
        },
        async (url) => {
          expect(await lookup(url)).toEqual({ ok: true, value: null });
        },
      );
      expect(seen).toEqual([`/payments/pay_x Bearer sk_sbox_${ACCOUNT}`]);
    },
  );

  it("does not choose the host", () => {
    vi.stubEnv("CKO_SECRET", "x");
    vi.stubEnv("CKO_ENVIRONMENT", "live");
    const over = { api_base: null, subdomain: "abcd1234" };
    expect(hostOf(configOf(over))).toBe("https://abcd1234.api.sandbox.checkout.com");
    const live = { ...over, secret_key: `sk_${ACCOUNT}` };
    expect(hostOf(configOf(live))).toBe("https://abcd1234.api.checkout.com");
  });

  it("cannot be left without a host", () => {
    expect(() => configOf({ api_base: null })).toThrow("subdomain");
  });

  it("leaves older keys without Bearer", async () => {
    const seen: (string | undefined)[] = [];
    const secret_key = "sk_test_0b1c2d3e-0000-0000-0000-000000000000";
    await answering(
      (request, response) => {
        seen.push(request.headers.authorization);
        response.writeHead(404).end();
      },
      async (url) => {
        await checkoutComProvider.retrieve(call({ api_base: url, secret_key }), {
          reference: "pay_x" as ProviderReference,
          ourReference: "x",
        });
      },
    );
    expect(seen).toEqual([secret_key]);
  });
});

describe("answers", () => {
  it("that never come end at the deadline", async () => {
    const startedAt = performance.now();
    await answering(
      () => undefined,
      async (url) => {
        expect(await lookup(url)).toMatchObject({
          ok: false,
          error: { code: "provider_indeterminate", detail: expect.stringContaining("600 ms") },
        });
      },
    );
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it.each([
    [401, "", "provider_unauthorized"],
    [403, "", "provider_unauthorized"],
    [409, '{"error_codes":["idempotency_key_in_use"]}', "provider_indeterminate"],
    [429, "", "provider_indeterminate"],
    [500, "<html>", "provider_indeterminate"],
    [502, "", "provider_indeterminate"],
    [400, "{}", "provider_rejected_request"],
    [200, '{"id":', "provider_indeterminate"],
    [200, "", "provider_indeterminate"],
    [201, "null", "provider_indeterminate"],
  ])("of %i with %j are %s", async (status, body, code) => {
    await answering(
      (_request, response) => {
        response.writeHead(status, { "content-type": "application/json" }).end(body);
      },
      async (api_base) => {
        const source = { token: `tok_${"a".repeat(26)}` };
        const answer = await checkoutComProvider.authorize(call({ api_base }), input(source));
        expect(answer).toMatchObject({ ok: false, error: { code } });
      },
    );
  });

  it("that break off are no answer, though the SDK says 200", async () => {
    await answering(
      (_request, response) => {
        response.writeHead(200, { "content-length": "100", "content-type": "application/json" });
        response.write("{");
        setTimeout(() => response.destroy(), 50);
      },
      async (url) => {
        expect(await lookup(url)).toMatchObject({
          ok: false,
          error: { code: "provider_indeterminate" },
        });
      },
    );
  });

  it("with a status that nobody knows are pending", async () => {
    const body = { id: "pay_x", status: "Reviewing", amount: 6500, currency: "EUR" };
    await answering(
      (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
      },
      async (url) => {
        expect(await lookup(url)).toMatchObject({
          ok: true,
          value: { authorization: { kind: "pending" } },
        });
      },
    );
  });
});

describe("tokens", () => {
  const REJECTED = {
    ok: false,
    error: { code: "provider_rejected_request", attribute: "token" },
  };

  it("work once", async () => {
    const token = await cardToken();
    expect((await authorize({ token })).ok).toBe(true);
    expect(await authorize({ token })).toMatchObject(REJECTED);
  });

  it("work for fifteen minutes", async () => {
    const token = await cardToken();
    await control(sandbox, "POST", "/clock", { advanceMs: 15 * 60_000 + 1 });
    expect(await authorize({ token })).toMatchObject(REJECTED);
  });

  it("leave a source that can be charged again", async () => {
    const first = await authorize({ token: await cardToken() });
    const token = first.ok ? first.value.facts.attributes.source_id : null;
    expect(await authorize({ token })).toMatchObject({ ok: true, value: { kind: "succeeded" } });
  });

  it("may be a payment that the browser has made", async () => {
    const first = await authorize({ token: await cardToken() });
    const reference = first.ok ? first.value.reference : null;
    expect(await authorize({ token: reference })).toMatchObject({
      ok: true,
      value: { kind: "succeeded", reference },
    });
    const dearer = { amount: { amountMinor: 9900, currency: "EUR" as CurrencyCode } };
    const answer = await checkoutComProvider.authorize(call(), input({ token: reference }, dearer));
    expect(answer).toMatchObject(REJECTED);
  });

  it("are asked for", async () => {
    expect(await authorize({})).toMatchObject(REJECTED);
    expect(transcripts).toEqual([]);
  });
});

describe("3DS", () => {
  it("is passed by for a card whose bank takes no part in it", async () => {
    const answer = await authorize({ token: await cardToken() }, { three_ds: true });
    expect(answer).toMatchObject({ ok: true, value: { kind: "succeeded" } });
  });

  it("is asked for by a bank that insists, though the gateway did not", async () => {
    const answer = await authorize({ token: await cardToken("4485040371536584") });
    expect(answer).toMatchObject({ ok: true, value: { kind: "action_required" } });
  });

  it("brings back a session by which the payment is found", async () => {
    const answer = await authorize(
      { token: await cardToken("4543474002249996") },
      { three_ds: true },
    );
    if (!answer.ok || answer.value.kind !== "action_required") throw new Error("no challenge");
    const { reference, action, facts } = answer.value;
    if (action.kind !== "redirect") throw new Error("nowhere to go");
    expect(facts.attributes.redirect_uri).toBe(action.url);
    expect(transcripts).toMatchObject([{ answer: { status: 202 } }]);
    const back = new URL(await answerChallenge(action.url, "complete"));
    const session_id = back.searchParams.get("cko-session-id");
    expect(session_id).toMatch(/^sid_/);
    const { idempotencyKey: _unused, ...asking } = call();
    const found = await checkoutComProvider.retrieve(asking, {
      reference: session_id as ProviderReference,
      ourReference: "",
    });
    expect(found).toMatchObject({
      ok: true,
      value: { reference, authorization: { kind: "succeeded" } },
    });
    expect(await authorize({ session_id })).toMatchObject({
      ok: true,
      value: { kind: "succeeded", reference, facts: { attributes: { redirect_uri: null } } },
    });
  });
});

describe("facts", () => {
  it("hold what the API shows of a payment, and no personal data", async () => {
    const token = await cardToken();
    const asked = input({ token }, { receiptEmail: "shopper@example.com" });
    const answer = await checkoutComProvider.authorize(call(), asked);
    expect(answer).toMatchObject({
      ok: true,
      value: {
        transactionReference: expect.stringMatching(/^act_/),
        facts: {
          attributes: {
            source_id: expect.stringMatching(/^src_/),
            customer_token: expect.stringMatching(/^cus_/),
            redirect_uri: null,
            payment_response: {
              status: "Authorized",
              approved: true,
              source: { scheme: "Visa", last4: "4242", expiry_month: 6, expiry_year: 2035 },
            },
          },
          instrument: {
            issuer_type: "checkout_com_payment",
            card_type: "visa",
            card_last_digits: "4242",
            card_expiry_month: 6,
            card_expiry_year: 2035,
          },
        },
      },
    });
    expect(JSON.stringify(answer)).not.toContain("shopper@example.com");
  });
});
