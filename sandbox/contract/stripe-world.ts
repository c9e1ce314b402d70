/**
 * Where Stripe's scenarios run: in the sandbox, or in the real test account. Records every answer.
 */
import { randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import Stripe from "stripe";
import type { Exchange } from "./validate";

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface StripeTools {
  /** As a browser: the publishable key. */
  browser: Stripe;
  /** As Stripe.js would: a form POST with the publishable key. */
  browserPost(path: string, form: Record<string, string>): Promise<Record<string, unknown>>;
  /** The headers of the last answer. */
  lastHeaders(): Headers;
  /** Any text that was not used before. */
  unique(prefix: string): string;
  /** Presses a button of the 3DS page; gives the address that the browser is sent to. */
  answerChallenge(url: string, outcome: "complete" | "fail" | "cancel"): Promise<URL>;
  /** A receiver on loopback; `until` waits for events of these types. */
  receiveWebhooks(): Promise<WebhookReceiver>;
  advanceClock(byMs: number): Promise<void>;
  /** The sandbox's operator: opens a dispute, or moves it on. */
  control(path: string, body: object): Promise<void>;
}

export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  until(types: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface StripeWorld {
  stripe: Stripe;
  tools: StripeTools;
  exchanges: Exchange[];
}

export interface WorldOptions {
  secretKey: string;
  publishableKey: string;
  /** The sandbox's address and control key; null for the real account. */
  sandbox: { url: string; controlKey: string } | null;
}

/** Speaks to the sandbox's operator; the real account has none. */
function controlOf({ sandbox }: WorldOptions): StripeTools["control"] {
  return async (path, body) => {
    if (sandbox === null) throw new Error("only the sandbox can be told what to do");
    const answer = await fetch(`${sandbox.url}/_control${path}`, {
      method: "POST",
      headers: { "x-sandbox-key": sandbox.controlKey },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  };
}

export function openWorld(options: WorldOptions): StripeWorld {
  const control = controlOf(options);
  const exchanges: Exchange[] = [];
  const client = (key: string): Stripe => {
    const httpClient = Stripe.createFetchHttpClient(recorded(exchanges, key.startsWith("pk_")));
    const shared = { maxNetworkRetries: 0, telemetry: false, httpClient };
    if (options.sandbox === null) return new Stripe(key, shared);
    const { hostname: host, port } = new URL(options.sandbox.url);
    return new Stripe(key, { ...shared, host, port: Number(port), protocol: "http" });
  };
  const base = options.sandbox?.url ?? "https://api.stripe.com";
  const send = recorded(exchanges, true);
  return {
    stripe: client(options.secretKey),
    exchanges,
    tools: {
      browser: client(options.publishableKey),
      browserPost: async (path, form) => {
        const response = await send(`${base}${path}`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${options.publishableKey}`,
            "content-type": "application/x-www-form-urlencoded",
          },
          body: new URLSearchParams(form).toString(),
        });
        return (await response.json()) as Record<string, unknown>;
      },
      lastHeaders: () => exchanges.at(-1)?.headers ?? new Headers(),
      unique: (prefix) => `${prefix}-${randomBytes(8).toString("hex")}`,
      answerChallenge,
      receiveWebhooks,
      advanceClock: (advanceMs) => control("/clock", { advanceMs }),
      control,
    },
  };
}

/** `fetch`, keeping a copy of what was said. */
function recorded(exchanges: Exchange[], publishable: boolean): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { pathname, search } = new URL(String(input));
    const text = await response.clone().text();
    exchanges.push({
      method: init?.method ?? "GET",
      path: `${pathname}${search}`,
      requestBody: typeof init?.body === "string" ? init.body : "",
      status: response.status,
      headers: response.headers,
      body: parsed(text),
      publishable,
    });
    return response;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function answerChallenge(url: string, outcome: string): Promise<URL> {
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ outcome }).toString(),
  });
  if (response.status !== 303) throw new Error(`the 3DS page answered ${response.status}`);
  return new URL(response.headers.get("location") ?? "");
}

async function receiveWebhooks(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const types = (): string[] =>
    received.map(({ body }) => String((JSON.parse(body) as { type: string }).type));
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    until: async (wanted) => {
      const giveUpAt = Date.now() + 5_000;
      while (!wanted.every((type) => types().includes(type))) {
        if (Date.now() > giveUpAt) throw new Error(`received only ${types().join(", ")}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
