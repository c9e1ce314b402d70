import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { askOrderValidation, type Verdict } from "./order-validation";

const servers: Server[] = [];
const SECRET = "the-market's-own-secret";
const DOCUMENT = { data: { type: "orders", id: "ORDERAAAAA" }, included: [] };

async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/vet`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const ask = (url: string, over: Partial<Parameters<typeof askOrderValidation>[0]> = {}) =>
  askOrderValidation({
    validation: { url, sharedSecret: SECRET },
    document: DOCUMENT,
    addresses: "public_or_loopback",
    now: new Date("2026-11-21T09:00:00Z"),
    signal: new AbortController().signal,
    ...over,
  });

const answering = async (status: number, body: unknown): Promise<Verdict> => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const url = await serve((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  });
  return ask(url);
};

describe("asking a merchant's service about an order", () => {
  it("posts the document, signed over its very bytes", async () => {
    let seen: { body: string; signature: unknown; type: unknown } | null = null;
    const url = await serve(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const { "x-commercelayer-signature": signature, "content-type": type } = request.headers;
      seen = { body, signature, type };
      response.end(JSON.stringify({ success: true, data: {} }));
    });
    expect(await ask(url)).toEqual({ kind: "accepted" });
    const body = JSON.stringify(DOCUMENT);
    const signature = createHmac("sha256", SECRET).update(body).digest("base64");
    expect(seen).toEqual({ body, signature, type: "application/vnd.api+json" });
  });

  it.each([
    ["at the top", 200, { success: false, error: { code: "LIMIT", message: "Too many mugs." } }],
    [
      "in data",
      200,
      { success: false, data: { error: { code: "LIMIT", message: "Too many mugs." } } },
    ],
    ["with 422", 422, { success: false, error: { code: "LIMIT", message: "Too many mugs." } }],
  ])("takes a no for a no, its error %s", async (_, status, body) => {
    expect(await answering(status, body)).toEqual({
      kind: "refused",
      code: "LIMIT",
      message: "Too many mugs.",
    });
  });

  it("keeps the merchant's words short, on one line, and theirs: no control characters", async () => {
    const message = `  No.\u0000\n\u202eevil ${"x".repeat(500)}`;
    const verdict = await answering(200, { success: false, error: { code: 12, message } });
    if (verdict.kind !== "refused") throw new Error(verdict.kind);
    expect(verdict.code).toBe("12");
    expect(verdict.message).toMatch(/^No\. evil x+…$/);
    expect(verdict.message).toHaveLength(200);
    expect(await answering(200, { success: false })).toEqual({
      kind: "refused",
      code: null,
      message: null,
    });
  });

  it.each([
    ["a 5xx, whatever it says", 500, { success: true }],
    ["a yes with an error's status", 422, { success: true }],
    ["what is no JSON", 200, "<html>"],
    ["what says neither yes nor no", 200, { ok: true }],
    ["a yes that is no boolean", 200, { success: "true" }],
    ["a redirect", 302, { success: true }],
    ["a bad signature over there", 401, { error: "signature" }],
  ])("knows nothing by %s", async (_, status, body) => {
    expect(await answering(status, body)).toMatchObject({ kind: "unknown" });
  });

  it("knows nothing of who is not there, is too slow, or is no public address", async () => {
    const url = await serve(() => undefined);
    expect(await ask(url, { signal: AbortSignal.timeout(50) })).toMatchObject({ kind: "unknown" });
    expect(await ask(url, { addresses: "public" })).toMatchObject({ kind: "unknown" });
    expect(await ask("not a url")).toMatchObject({ kind: "unknown" });
    expect(await ask(url, { validation: { url, sharedSecret: null } })).toEqual({
      kind: "unknown",
      detail: "The market has no shared secret.",
    });
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
    expect(await ask(url)).toMatchObject({ kind: "unknown" });
  });
});
