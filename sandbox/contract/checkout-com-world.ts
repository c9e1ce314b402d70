/**
 * What a scenario has in its hands: the official SDK against one server, and that server's
 * conveniences.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Checkout } from "checkout-sdk-node";
import { z } from "zod";

/** The SDK types its answers as `any` or `Object`: a scenario reads only what this shape says. */
export const answered = z.looseObject({
  id: z.string().optional(),
  action_id: z.string().optional(),
  token: z.string().optional(),
  amount: z.number().optional(),
  status: z.string().optional(),
  approved: z.boolean().optional(),
  response_code: z.string().optional(),
  reference: z.string().optional(),
  total_count: z.number().optional(),
  redirectLink: z.string().optional(),
  source: z
    .looseObject({
      id: z.string().optional(),
      cvv_check: z.string().optional(),
      avs_check: z.string().optional(),
    })
    .optional(),
  balances: z.record(z.string(), z.number()).optional(),
  data: z.array(z.looseObject({ id: z.string() })).optional(),
  _links: z.record(z.string(), z.looseObject({ href: z.string() })).optional(),
});
export type Answered = z.infer<typeof answered>;

export type Refused = { status: number | undefined; codes: string[] };

export interface World {
  sdk: InstanceType<typeof Checkout>;
  host: string;
  secretKey: string;
  publicKey: string;
  /** A second account of the same server; null at the provider. */
  stranger: InstanceType<typeof Checkout> | null;
  /** POSTs to the sandbox's control; throws at the provider, whose scenarios never call it. */
  control(path: string, body: object): Promise<void>;
  /** Members that every payment of this account needs. */
  defaults: Record<string, unknown>;
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

export function newSuffix(): string {
  return [...randomBytes(27)].map((byte) => ALPHABET[byte % 32]).join("");
}

/** An SDK client whose answers pass through the recorder at `host`. */
export function newClient(host: string, keys: { secretKey: string; publicKey: string }) {
  return new Checkout(keys.secretKey, {
    pk: keys.publicKey,
    host,
    httpClient: "axios",
    timeout: 10_000,
  });
}

export async function ask(call: Promise<unknown>): Promise<Answered> {
  return answered.parse(await call);
}

/** The status and codes of a call that must be refused. */
export async function refusal(call: Promise<unknown>): Promise<Refused> {
  try {
    await call;
  } catch (error) {
    const shape = z
      .looseObject({ http_code: z.number().optional(), body: z.unknown() })
      .parse(error);
    const body = z.looseObject({ error_codes: z.array(z.string()) }).safeParse(shape.body);
    return { status: shape.http_code, codes: body.success ? body.data.error_codes : [] };
  }
  throw new Error("the call was not refused");
}

export const OK_CARD = "4242424242424242";

export async function tokenFor(world: World, number = OK_CARD, rest: object = {}): Promise<string> {
  const card = { type: "card", number, expiry_month: 6, expiry_year: 2035, cvv: "100", ...rest };
  const { token } = await ask(world.sdk.tokens.request(card));
  if (token === undefined) throw new Error("no token was given");
  return token;
}

export type PaymentOptions = {
  number?: string;
  card?: object;
  key?: string;
  [member: string]: unknown;
};

/** A payment of 65.00 USD with a fresh token, authorized only, unless `options` says otherwise. */
export async function pay(world: World, options: PaymentOptions = {}): Promise<Answered> {
  const { number, card, key, ...members } = options;
  const token = await tokenFor(world, number, card);
  const body = {
    source: { type: "token", token },
    amount: 6500,
    currency: "USD",
    capture: false,
    ...world.defaults,
    ...members,
  };
  return ask(world.sdk.payments.request(body, key));
}

export const idOf = (answer: Answered): string => {
  if (answer.id === undefined) throw new Error("the answer has no id");
  return answer.id;
};

/** Waits until the payment has this status; captures, voids and refunds take a moment. */
export async function until(world: World, id: string, status: string): Promise<Answered> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const payment = await ask(world.sdk.payments.get(id));
    if (payment.status === status) return payment;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${id} did not become ${status}`);
}

/** Presses a button of the 3DS page, as a browser would: reads the form and posts it. */
export async function answerChallenge(
  payment: Answered,
  outcome: "complete" | "fail" | "cancel",
): Promise<URL> {
  const page = payment.redirectLink ?? "";
  const html = await (await fetch(page)).text();
  const form = /<form[^>]*action="([^"]+)"/.exec(html)?.[1] ?? page;
  const answer = await fetch(new URL(form.replaceAll("&amp;", "&"), page), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ outcome }),
    redirect: "manual",
  });
  const location = answer.headers.get("location");
  if (location === null) throw new Error(`the 3DS page answered ${answer.status}`);
  return new URL(location);
}

export type Received = { headers: Record<string, string>; body: string };

/** A shop's webhook endpoint. */
export async function startReceiver(): Promise<{
  url: string;
  received: Received[];
  close: () => Promise<void>;
}> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.entries(request.headers).map(([k, v]) => [k, String(v)]);
      received.push({
        headers: Object.fromEntries(headers),
        body: Buffer.concat(chunks).toString("utf8"),
      });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
