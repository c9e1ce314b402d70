// `npm run worker` beside an app that does no jobs, and `npm run deliveries`.
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { reachEmbedded, socketOf } from "@/lib/db/embedded";
import { openReceiver, type Receiver } from "../tests/outgoing/receiver";
import { until } from "./test/processes";
import { productEnvironment, startProduct } from "./test/product.mjs";

const DEADLINE_MS = 60_000;
const root = fileURLToPath(new URL("..", import.meta.url));
const tsx = fileURLToPath(import.meta.resolve("tsx"));

let product: Awaited<ReturnType<typeof startProduct>>;
let receiver: Receiver;
let token: string;
let sharedSecret: string;

const started: ChildProcess[] = [];

/** A program of ours, in the environment of the running app. Ended with the tests, however they end. */
function run(args: readonly string[], more: Record<string, string> = {}) {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "test",
    ...productEnvironment({
      PORT: String(product.port),
      SANDBOX_PORT: String(product.sandboxPort),
      DATA_DIR: product.dataDirectory,
      ...more,
    }),
  };
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", tsx, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      output += String(chunk);
    });
  }
  const ended = new Promise<number | null>((done) => {
    child.once("close", (code) => done(code));
  });
  return { child, ended, output: () => output };
}

async function command(...args: string[]): Promise<{ code: number | null; output: string }> {
  const { ended, output } = run(["scripts/deliveries.ts", ...args]);
  const code = await ended;
  return { code, output: output() };
}

async function startWorker() {
  const worker = run(["scripts/worker.ts"]);
  const isRunning = () => worker.output().includes("The worker does the jobs");
  if (!(await until(isRunning, DEADLINE_MS))) throw new Error(worker.output());
  return worker;
}

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const host = await socketOf(product.dataDirectory);
  const client = new pg.Client({ host: host ?? "", user: "postgres", database: "postgres" });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function api(method: string, path: string, data: object): Promise<{ id: string }> {
  const type = "application/vnd.api+json";
  const answer = await fetch(`${product.baseUrl}/api/${path}`, {
    method,
    headers: { accept: type, "content-type": type, authorization: `Bearer ${token}` },
    body: JSON.stringify({ data }),
  });
  const document = await answer.json();
  if (!answer.ok) throw new Error(JSON.stringify(document));
  return document.data;
}

async function placeOrder(): Promise<string> {
  const { id } = await api("POST", "orders", {
    type: "orders",
    attributes: { currency_code: "EUR", customer_email: "mara@example.com" },
  });
  const relationships = { order: { data: { type: "orders", id } } };
  const line = { name: "One thing", unit_amount_cents: 6500, quantity: 1 };
  await api("POST", "line_items", { type: "line_items", attributes: line, relationships });
  const attributes = { payment_source_token: "NB-APPROVE" };
  await api("POST", "external_payments", { type: "external_payments", attributes, relationships });
  await api("PATCH", `orders/${id}`, { type: "orders", id, attributes: { _place: true } });
  return id;
}

const idOf = (index: number) => receiver.received[index]?.headers["x-kassa-event-id"];
const receivedCount = (count: number) =>
  until(() => receiver.received.length >= count, DEADLINE_MS);

const dataDirectory = mkdtempSync(join(tmpdir(), "kassa-process-"));

async function start(more: Record<string, string>): Promise<void> {
  product = await startProduct({ DATA_DIR: dataDirectory, ...more });
  const answer = await fetch(`${product.baseUrl}/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ grant_type: "client_credentials", ...product.demo().integration }),
  });
  token = (await answer.json()).access_token;
}

beforeAll(async () => {
  receiver = await openReceiver();
  await start({ JOBS: "off" });
  const added = await command("--add", "orders.place", receiver.url, "--include", "line_items");
  sharedSecret = /signed with (\S+)/.exec(added.output)?.[1] ?? added.output;
});
afterEach(() => {
  receiver.received.length = 0;
});
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await receiver?.close();
  await product?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe("a worker", () => {
  it("does what an app without jobs leaves, and ends when it is told to", async () => {
    const orderId = await placeOrder();
    const [before] = await query("SELECT count(*)::int AS n FROM event_callbacks");
    expect(before).toEqual({ n: 0 });
    const worker = await startWorker();
    expect(await receivedCount(1)).toBe(true);
    const body = receiver.received[0]?.body ?? "";
    expect(receiver.received[0]?.headers["x-commercelayer-signature"]).toBe(
      createHmac("sha256", sharedSecret).update(body).digest("base64"),
    );
    expect(JSON.parse(body).data).toMatchObject({ type: "orders", id: orderId });
    worker.child.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
  });

  it("that is told to end finishes the delivery that it has in hand", async () => {
    const worker = await startWorker();
    receiver.next({ status: 200, afterMs: 2_000 });
    await placeOrder();
    expect(await receivedCount(1)).toBe(true);
    worker.child.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    const [row] = await query(
      "SELECT state, attempts FROM event_callbacks ORDER BY created_at DESC LIMIT 1",
    );
    expect(row).toEqual({ state: "delivered", attempts: 1 });
  });

  it("that is killed with a delivery in hand loses nothing", async () => {
    const worker = await startWorker();
    receiver.next("silent");
    await placeOrder();
    expect(await receivedCount(1)).toBe(true);
    worker.child.kill("SIGKILL");
    await worker.ended;
    // What half a minute of waiting does: the lease is over.
    await query("UPDATE event_callbacks SET next_attempt_at = now() WHERE state = 'pending'");
    const next = await startWorker();
    expect(await receivedCount(2)).toBe(true);
    expect(idOf(1)).toBe(idOf(0));
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
    next.child.kill("SIGTERM");
    expect(await next.ended).toBe(0);
  });

  it("without a database says so and does not start", async () => {
    const worker = run(["scripts/worker.ts"], { DATA_DIR: `${product.dataDirectory}/none` });
    expect(await worker.ended).toBe(1);
    expect(worker.output()).toContain("set DATABASE_URL, or start Kassa first");
  });
});

describe("npm run deliveries", () => {
  it("refuses a topic that nobody tells of", async () => {
    const refused = await command("--add", "orders.think", receiver.url);
    expect(refused.code).toBe(1);
    expect(refused.output).toContain("topic: Give one of orders.place");
  });

  it("lists what is dead and sends it again", async () => {
    const [row] = await query(
      `UPDATE event_callbacks SET state = 'dead' WHERE id IN (
         SELECT id FROM event_callbacks ORDER BY created_at DESC LIMIT 1) RETURNING id::text`,
    );
    const id = String(row?.id);
    const dead = await command("--dead");
    expect(dead).toMatchObject({ code: 0 });
    expect(dead.output).toContain(`${id}  dead`);
    expect(await command("--replay", id)).toMatchObject({ code: 0, output: "It is sent again.\n" });
  });
});

describe("an app that does the jobs itself", () => {
  it("finishes what it has in hand when it is stopped", async () => {
    await product.stop();
    await start({});
    // What was replayed above, and waited.
    expect(await receivedCount(1)).toBe(true);
    receiver.next({ status: 200, afterMs: 2_000 });
    await placeOrder();
    expect(await receivedCount(2)).toBe(true);
    await product.stop();
    const embedded = await reachEmbedded(dataDirectory);
    const [row] = await query(
      "SELECT state, attempts FROM event_callbacks ORDER BY created_at DESC LIMIT 1",
    );
    await embedded.close();
    expect(row).toEqual({ state: "delivered", attempts: 1 });
  });
});
