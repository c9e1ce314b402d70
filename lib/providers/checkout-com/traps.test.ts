/** The traps of checkout-sdk-node, each with the test that shows it closed. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ProviderReference } from "../../ids";
import { checkoutComProvider } from ".";
import { hostOf } from "./config";
import { input, PaymentsFixture } from "./contract-fixture";

const account = new PaymentsFixture("http://127.0.0.1:1", "kassatrapsaccountaaaaaaaaa2");
afterEach(() => vi.unstubAllEnvs());

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
  checkoutComProvider.retrieve(account.call({ api_base, timeout_ms: 600 }), {
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
      expect(seen).toEqual([`/payments/pay_x Bearer sk_sbox_${account.account}`]);
    },
  );

  it("does not choose the host", () => {
    vi.stubEnv("CKO_SECRET", "x");
    vi.stubEnv("CKO_ENVIRONMENT", "live");
    const over = { api_base: null, subdomain: "abcd1234" };
    expect(hostOf(account.configOf(over))).toBe("https://abcd1234.api.sandbox.checkout.com");
    const live = { ...over, secret_key: `sk_${account.account}` };
    expect(hostOf(account.configOf(live))).toBe("https://abcd1234.api.checkout.com");
  });

  it("cannot be left without a host", () => {
    expect(() => account.configOf({ api_base: null })).toThrow("subdomain");
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
        await checkoutComProvider.retrieve(account.call({ api_base: url, secret_key }), {
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
        const answer = await checkoutComProvider.authorize(
          account.call({ api_base }),
          input(source),
        );
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
