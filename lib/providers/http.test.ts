import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ANSWER_BYTES_MAX, errorOfFailure, exchange, type HttpExchange } from "./http";

const servers: Server[] = [];

async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const request = (url: string, over: Partial<HttpExchange> = {}): HttpExchange => ({
  method: "POST",
  url: new URL(url),
  headers: { "content-type": "application/json" },
  body: "{}",
  addresses: "any",
  timeoutMs: 2_000,
  signal: new AbortController().signal,
  ...over,
});

async function failureOf(exchanged: HttpExchange) {
  const answer = await exchange(exchanged);
  if (answer.ok) throw new Error("It answered.");
  return { ...answer.error, code: errorOfFailure(answer.error).code };
}

describe("exchange", () => {
  it("answers with the status, the headers and the text", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(402, { "request-id": "req_1" }).end("{}");
    });
    const answer = await exchange(request(url));
    expect(answer).toMatchObject({ ok: true, value: { status: 402, text: "{}" } });
    expect(answer.ok && answer.value.headers["request-id"]).toBe("req_1");
  });

  it("calls a refused connection unreachable: nothing was sent", async () => {
    const url = await serve(() => undefined);
    for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
    expect(await failureOf(request(url))).toMatchObject({
      sent: false,
      code: "provider_unreachable",
      detail: "The connection failed: ECONNREFUSED.",
    });
  });

  it("calls an unknown host unreachable", async () => {
    const failure = await failureOf(request("http://nowhere.invalid/"));
    expect(failure).toMatchObject({ sent: false, code: "provider_unreachable" });
  });

  it("calls a broken handshake unreachable", async () => {
    const url = await serve(() => undefined);
    const failure = await failureOf(request(url.replace("http:", "https:")));
    expect(failure).toMatchObject({ sent: false, code: "provider_unreachable" });
  });

  it("calls silence indeterminate, after the deadline", async () => {
    const url = await serve(() => undefined);
    const startedAt = performance.now();
    expect(await failureOf(request(url, { timeoutMs: 150 }))).toMatchObject({
      sent: true,
      code: "provider_indeterminate",
      detail: "No answer within 150 ms.",
    });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it("calls an answer that stops halfway indeterminate", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
    });
    const failure = await failureOf(request(url, { timeoutMs: 150 }));
    expect(failure).toMatchObject({ sent: true, code: "provider_indeterminate" });
  });

  it("calls a cut connection indeterminate and does not try again", async () => {
    let requests = 0;
    const url = await serve((incoming) => {
      requests += 1;
      incoming.socket.resetAndDestroy();
    });
    expect((await failureOf(request(url))).code).toBe("provider_indeterminate");
    expect(requests).toBe(1);
  });

  it("ends when its caller gives up", async () => {
    const url = await serve(() => undefined);
    const caller = new AbortController();
    setTimeout(() => caller.abort(), 50);
    expect((await failureOf(request(url, { signal: caller.signal }))).detail).toContain("caller");
    expect(await failureOf(request(url, { signal: caller.signal }))).toMatchObject({ sent: false });
  });

  it("stops reading an endless answer", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200);
      response.write("x".repeat(ANSWER_BYTES_MAX + 1));
    });
    expect((await failureOf(request(url))).detail).toContain("bytes");
  });

  it("follows no redirect", async () => {
    let followed = false;
    const url = await serve((incoming, response) => {
      if (incoming.url === "/next") followed = true;
      response.writeHead(307, { location: "/next" }).end();
    });
    expect(await exchange(request(url))).toMatchObject({ ok: true, value: { status: 307 } });
    expect(followed).toBe(false);
  });
});

describe("exchange to a merchant's address", () => {
  it("refuses this machine by its number and by its name", async () => {
    const url = await serve((_request, response) => response.end("secret"));
    for (const address of [url, url.replace("127.0.0.1", "localhost")]) {
      const secure = address.replace("http:", "https:");
      expect(await failureOf(request(secure, { addresses: "public" }))).toMatchObject({
        sent: false,
        code: "provider_rejected_request",
      });
    }
  });

  it("reaches this machine by name and number in test mode", async () => {
    const url = await serve((_request, response) => response.end("hello"));
    for (const address of [url, url.replace("127.0.0.1", "localhost")]) {
      const answer = await exchange(request(address, { addresses: "public_or_loopback" }));
      expect(answer).toMatchObject({ ok: true, value: { text: "hello" } });
    }
  });
});
