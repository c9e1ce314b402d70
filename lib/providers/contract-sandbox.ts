/**
 * What the contract suite holds of the other side: its faults, its book, its 3DS page; and the same
 * of a running sandbox, over HTTP. For tests only.
 */
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

export type ContractSandbox = { url: string; controlKey: string };
export type FaultProvider = "stripe" | "checkout_com" | "external";

/** The other side of the port, from behind. */
export type ContractBench = {
  /** What the addresses of its pages begin with. */
  origin: string;
  clearFaults(): Promise<void>;
  /** The next call of this operation goes wrong. */
  breakNext(operation: string, kind: string): Promise<void>;
  /** What the provider believes to have been charged, by our reference or the payment's id. */
  book(reference: string): Promise<BookEntry[]>;
  /** Presses a button of the 3DS page; gives the address that the browser is sent on to. */
  answerChallenge(url: string, outcome: "complete" | "fail" | "cancel"): Promise<string>;
  /** Takes webhooks from now on. */
  openReceiver(): Promise<WebhookReceiver>;
};

export const sandboxBench = (sandbox: ContractSandbox, provider: FaultProvider): ContractBench => ({
  origin: sandbox.url,
  clearFaults: async () => {
    await control(sandbox, "DELETE", "/faults");
  },
  breakNext: (operation, kind) => breakNext(sandbox, { provider, operation, kind }),
  book: (reference) => book(sandbox, reference),
  answerChallenge,
  openReceiver,
});

const bookSchema = z.object({
  entries: z.array(
    z.object({
      paymentId: z.string(),
      kind: z.string(),
      amountMinor: z.number(),
      currency: z.string(),
      metadata: z.record(z.string(), z.string()),
    }),
  ),
});
export type BookEntry = z.infer<typeof bookSchema>["entries"][number];

export async function control(
  sandbox: ContractSandbox,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await fetch(`${sandbox.url}/_control${path}`, {
    method,
    headers: { "x-sandbox-key": sandbox.controlKey, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}

/** The next call of this operation goes wrong. */
export async function breakNext(
  sandbox: ContractSandbox,
  fault: { provider: FaultProvider; operation: string; kind: string },
): Promise<void> {
  await control(sandbox, "POST", "/faults", fault);
}

/** What the provider believes to have been charged, by our reference or the payment's id. */
export async function book(sandbox: ContractSandbox, reference: string): Promise<BookEntry[]> {
  const path = `/book?reference=${encodeURIComponent(reference)}`;
  return bookSchema.parse(await control(sandbox, "GET", path)).entries;
}

/**
 * Presses a button of the 3DS page, as the shopper's browser would; gives the address it is sent on
 * to.
 */
export async function answerChallenge(
  redirectUrl: string,
  outcome: "complete" | "fail" | "cancel",
): Promise<string> {
  const answer = await fetch(redirectUrl, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ outcome }),
  });
  const location = answer.headers.get("location");
  if (location === null) throw new Error(`The 3DS page answered ${answer.status}.`);
  return location;
}

export type ReceivedWebhook = { body: Uint8Array; headers: Headers };
export type WebhookReceiver = {
  url: string;
  received: readonly ReceivedWebhook[];
  /** The first that fits, waited for. */
  until(fits: (text: string) => boolean): Promise<ReceivedWebhook>;
  close(): void;
};

const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 25;

export async function openReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ body: Buffer.concat(chunks), headers: headersOf(request.headers) });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    until: (fits) =>
      until(() => received.find(({ body }) => fits(new TextDecoder().decode(body))) ?? null),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Looks until there is something, at most ten seconds. */
export async function until<T>(look: () => T | null | Promise<T | null>): Promise<T> {
  const giveUpAt = Date.now() + WAIT_MS;
  while (Date.now() < giveUpAt) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error("It did not come about in time.");
}

function headersOf(raw: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    if (typeof value === "string") headers.set(name, value);
  }
  return headers;
}
