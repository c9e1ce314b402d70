/** The sandbox as a process of its own: what it remembers, and how it ends. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let data = "";
let port = 0;
const children: ChildProcess[] = [];

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "sandbox-"));
  port = await freePort();
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(data, { recursive: true, force: true });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      const free = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(free));
    });
  });
}

interface Started {
  child: ChildProcess;
  ended: Promise<{ code: number | null; errors: string }>;
}

function launch(env: Record<string, string> = {}): Started {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "sandbox/main.ts"],
    {
      env: { ...process.env, SANDBOX_PORT: String(port), DATA_DIR: data, ...env },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  children.push(child);
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString("utf8");
  });
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.on("exit", (code) => resolve({ code, errors }));
  });
  return { child, ended };
}

async function start(env: Record<string, string> = {}): Promise<Started> {
  const started = launch(env);
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok) return started;
    if (Date.now() > giveUpAt) throw new Error("the sandbox did not start");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const stripe = (): Stripe =>
  new Stripe("sk_test_process0000000000", {
    host: "127.0.0.1",
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });

describe("the sandbox's process", () => {
  it("remembers what it answered when it is killed", async () => {
    const first = await start();
    const paid = await stripe().paymentIntents.create({
      amount: 6500,
      currency: "eur",
      confirm: true,
      payment_method: "pm_card_visa",
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
    });
    first.child.kill("SIGKILL");
    await first.ended;
    await start();
    expect((await stripe().paymentIntents.retrieve(paid.id)).status).toBe("succeeded");
    expect(statSync(join(data, "sandbox", "control-key")).mode & 0o777).toBe(0o600);
  });

  it("ends on TERM with code 0", async () => {
    const { child, ended } = await start();
    child.kill("SIGTERM");
    expect((await ended).code).toBe(0);
  });

  it("ends when its parent's pipe closes, if it was told to", async () => {
    const { child, ended } = await start({ KASSA_PARENT: "1" });
    child.stdin?.end();
    expect((await ended).code).toBe(0);
  });

  it("says in one sentence that its port is taken", async () => {
    await start();
    const { code, errors } = await launch({ DATA_DIR: join(data, "second") }).ended;
    expect(code).toBe(1);
    expect(errors.trim()).toBe(
      `sandbox: Port ${port} is in use. Start the sandbox on another one: SANDBOX_PORT=3101.`,
    );
  });
});
