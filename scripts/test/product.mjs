// Starts the product as a person does, on free ports and data of its own, for tests that look from outside.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freePort } from "../start/ports.mjs";

const root = resolve(import.meta.dirname, "../..");
const READY_TIMEOUT_MS = 240_000;
const STOP_TIMEOUT_MS = 20_000;

/** What the person's shell says must not steer the tests; least of all a real key. */
const FOREIGN =
  /^(PORT|HOST|JOBS|SANDBOX.*|DATA_DIR|DATABASE_.*|APP_URL|NEXTAUTH_.*|STRIPE_.*|CHECKOUT_COM_.*|EXTERNAL_GATEWAY_.*|KASSA_(?!TEST_).*|API_TOKEN_SECRET|NODE_ENV|NODE_OPTIONS|npm_.*)$/;

/** An environment for a product under test: free of the shell's settings, with the tests' own build. */
export function productEnvironment(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(kept),
    KASSA_NO_ENV_FILE: "1",
    NEXT_DIST_DIR: ".next-test",
    SANDBOX: "on",
    ...more,
  };
}

export function makeDataDirectory() {
  return mkdtempSync(join(tmpdir(), "kassa-test-"));
}

/**
 * Runs `start.mjs`; `output()` is what it has said, `ended` resolves to { code, signal }. It ends with the tests, however
 * they end.
 * @param {Record<string, string | undefined>} env
 * @param {{ nodeArguments?: string[] }} [options]
 * @returns {{
 *   child: import("node:child_process").ChildProcess,
 *   ended: Promise<{ code: number | null, signal: string | null }>,
 *   output: () => string,
 * }}
 */
export function spawnStart(env, { nodeArguments = [] } = {}) {
  const endWithParent = ["--import", join(root, "scripts", "end-with-parent.mjs")];
  const args = [...endWithParent, ...nodeArguments, join(root, "scripts", "start.mjs")];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, KASSA_PARENT: "1" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const chunks = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  child.stderr.on("data", (chunk) => chunks.push(chunk));
  const ended = new Promise((done) => {
    child.once("close", (code, signal) => done({ code, signal }));
  });
  return { child, ended, output: () => Buffer.concat(chunks).toString() };
}

async function isReady(url) {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/**
 * Starts the product and waits until it is ready. `more` adds variables (`DATA_DIR` to keep data between two starts).
 * Resolves to { baseUrl, dataDirectory, demo, pid, readyAfterMs, output, ended, kill, stop }; `stop` ends it as a
 * TERM does and removes the data that was made here.
 */
export async function startProduct(more = {}) {
  const [port, sandboxPort] = await Promise.all([freePort(), freePort()]);
  const ownsData = more.DATA_DIR === undefined;
  const dataDirectory = more.DATA_DIR ?? makeDataDirectory();
  const env = productEnvironment({
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    ...more,
    DATA_DIR: dataDirectory,
  });
  const startedAt = performance.now();
  const { child, ended, output } = spawnStart(env);
  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  const baseUrl = `http://localhost:${env.PORT}`;
  while (!(await isReady(baseUrl))) {
    if (hasEnded || performance.now() - startedAt > READY_TIMEOUT_MS) {
      child.kill("SIGTERM");
      throw new Error(`The product did not become ready:\n${output()}`);
    }
    await new Promise((done) => setTimeout(done, 25));
  }
  const readyAfterMs = performance.now() - startedAt;
  const stop = async () => {
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    if (!hasEnded) child.kill("SIGTERM");
    const end = await ended;
    clearTimeout(force);
    if (ownsData) rmSync(dataDirectory, { recursive: true, force: true });
    return end;
  };
  return {
    baseUrl,
    sandboxUrl: `http://127.0.0.1:${env.SANDBOX_PORT}`,
    port: Number(env.PORT),
    sandboxPort: Number(env.SANDBOX_PORT),
    dataDirectory,
    demo: () => JSON.parse(readFileSync(join(dataDirectory, "demo.json"), "utf8")),
    pid: child.pid,
    readyAfterMs,
    output,
    ended,
    kill: (signal) => child.kill(signal),
    stop,
  };
}
