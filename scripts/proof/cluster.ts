// Several nodes of the app beside one PostgreSQL and one sandbox, as production has them: for proofs that kill and race.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startChild, stopChild } from "../start/children.mjs";
import { makeAll } from "../start/fresh.mjs";
import { freePort } from "../start/ports.mjs";
import { programPath } from "../start/programs.mjs";
import { waitFor } from "../start/ready.mjs";
import { readSecrets } from "../start/secrets.mjs";
import { childEnvironment, readSettings } from "../start/settings.mjs";
import { startPostgres } from "../test/postgres.mjs";
import { productEnvironment } from "../test/product.mjs";
import { type Demo, demoOf } from "./demo";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

type Child = ReturnType<typeof startChild>;
type Environment = Record<string, string | undefined>;

export type Cluster = {
  demo: Demo;
  sandboxUrl: string;
  databaseUrl: string;
  /** Where its secrets lie. */
  dataDirectory: string;
  /** Of a node that runs. */
  pidOf(node: number): number;
  /** The addresses of the nodes, by their number. */
  nodes: readonly string[];
  /** Starts a node, again or for the first time; resolves when it is ready. `more`: variables and Node's own arguments. */
  start(node: number, more?: Environment): Promise<void>;
  /** As `kill -9`. Resolves when it is gone. */
  kill(node: number): Promise<void>;
  /** Resolves when the node has ended, however it did. */
  ended(node: number): Promise<void>;
  postgres: { kill(): Promise<void>; start(): Promise<void> };
  control<T>(method: string, path: string, body?: object): Promise<T>;
  stop(): Promise<void>;
};

type Options = {
  nodes: number;
  /** For every node: shorter pauses, a pool's size. */
  environment?: Environment;
  /** For the nodes alone: the sandbox and the migration do not have it. */
  nodeEnvironment?: Environment;
  /** What was committed must outlive a kill of PostgreSQL. */
  isDurable?: boolean;
};

/** Starts everything; `stop` ends it and removes its data, also when a proof fails. */
export async function openCluster(options: Options): Promise<Cluster> {
  const dataDirectory = mkdtempSync(join(tmpdir(), "kassa-proof-"));
  const postgres = await startPostgres(root, { isDurable: options.isDurable === true });
  const ports = await Promise.all(Array.from({ length: options.nodes + 1 }, () => freePort()));
  const [sandboxPort = 0, ...nodePorts] = ports;
  const environmentOf = (port: number): Environment => {
    const given = productEnvironment({
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      DATA_DIR: dataDirectory,
      DATABASE_URL: postgres.url,
      APP_URL: `http://localhost:${nodePorts[0]}`,
      ...options.environment,
    });
    const settings = readSettings(given, root);
    return childEnvironment(given, settings, readSecrets(dataDirectory));
  };
  const settings = readSettings(
    productEnvironment({ PORT: String(nodePorts[0]), DATA_DIR: dataDirectory }),
    root,
  );
  await makeAll(root, settings, console.log);
  const first = environmentOf(nodePorts[0] ?? 0);
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const open = { root, env: { ...first, HOST: "127.0.0.1" } };
  const file = programPath(root, "sandbox");
  const sandbox = startChild({ ...open, name: "The sandbox", file, quiet: true });
  const running = new Map<number, Child>();
  const stop = async () => {
    await Promise.all([...running.values()].map(stopChild));
    await stopChild(sandbox);
    await postgres.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
  };
  try {
    await waitFor(sandboxUrl, sandbox, () => true);
    await prepare(first);
    const cluster: Cluster = {
      demo: demoOf(dataDirectory),
      sandboxUrl,
      databaseUrl: postgres.url,
      dataDirectory,
      pidOf: (node) => running.get(node)?.process.pid ?? 0,
      nodes: nodePorts.map((port) => `http://127.0.0.1:${port}`),
      start: async (node, more = {}) => {
        const port = nodePorts[node] ?? 0;
        const given = { ...environmentOf(port), ...options.nodeEnvironment, ...more };
        running.set(node, await startNode(given, port));
      },
      kill: async (node) => {
        const child = running.get(node);
        running.delete(node);
        child?.process.kill("SIGKILL");
        await child?.ended;
      },
      ended: async (node) => {
        await running.get(node)?.ended;
      },
      postgres,
      control: (method, path, body) => control({ sandboxUrl, dataDirectory }, method, path, body),
      stop,
    };
    for (let node = 0; node < options.nodes; node++) await cluster.start(node);
    return cluster;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Migrates and seeds. */
async function prepare(env: Environment): Promise<void> {
  const file = programPath(root, "prepare");
  const child = startChild({ root, name: "The preparation", file, env });
  child.process.on("message", ({ isKnown }: { isKnown?: boolean }) => {
    if (isKnown) child.process.send({ word: "seed" });
  });
  child.process.send({ word: "prepare" });
  const { code } = await child.ended;
  if (code !== 0) throw new Error("The preparation failed; its own words are above.");
}

async function startNode(env: Environment, port: number): Promise<Child> {
  const file = join(root, "scripts", "serve.mjs");
  const child = startChild({ root, name: "The app", file, env, quiet: true });
  for (const word of ["listen", "work"]) child.process.send({ word });
  const isReady = (status: number) => status === 200;
  if (!(await waitFor(`http://127.0.0.1:${port}/readyz`, child, isReady))) {
    throw new Error("A node did not become ready; its own words are above.");
  }
  return child;
}

async function control<T>(
  { sandboxUrl, dataDirectory }: { sandboxUrl: string; dataDirectory: string },
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const key = readFileSync(join(dataDirectory, "sandbox", "control-key"), "utf8").trim();
  const answer = await fetch(`${sandboxUrl}/_control/${path}`, {
    method,
    headers: { "x-sandbox-key": key, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer.json() as Promise<T>;
}
