// The supervisor: makes what is stale, then runs the database, the sandbox and the app until it is told to stop.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { isDirectoryInUse, lockDirectory, lockHolder } from "../../lib/db/embedded-lock.mjs";
import { startChild, stopChild } from "./children.mjs";
import { makeAll } from "./fresh.mjs";
import { requireFreePort } from "./ports.mjs";
import { programPath } from "./programs.mjs";
import { ownAddress, waitFor } from "./ready.mjs";
import { readSecrets } from "./secrets.mjs";
import { Complaint, childEnvironment, readSettings } from "./settings.mjs";
import { welcome } from "./welcome.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const RESTARTS_MAX = 3;
const RESTARTS_WINDOW_MS = 60_000;
const PARENT_CHECK_MS = 1_000;
const SOCKET_PATH_MAX = 100;

const say = (sentence) => console.log(sentence);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const running = { database: null, sandbox: null, prepare: null, app: null };
const cleanups = [];
let stopping = false;

/** Stops everything, the database last, and ends. A second call ends what is left by force. */
async function stop(code) {
  if (stopping) {
    for (const child of Object.values(running)) child?.process.kill("SIGKILL");
    process.exit(1);
  }
  stopping = true;
  await Promise.all([stopChild(running.app), stopChild(running.prepare)]);
  await stopChild(running.sandbox);
  await stopChild(running.database);
  for (const cleanup of cleanups.reverse()) cleanup();
  process.exit(code);
}

async function giveUp(sentence) {
  if (stopping) return;
  if (sentence) console.error(sentence);
  await stop(1);
}

/** npm passes signals on, but a killed npm cannot: whoever started this from npm wants it to end with npm. */
function watchParent() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !stopping) void stop(1);
  }, PARENT_CHECK_MS).unref();
}

function lockData(settings) {
  try {
    cleanups.push(lockDirectory(settings.dataDirectory, "start.lock"));
  } catch (error) {
    if (!isDirectoryInUse(error)) {
      throw new Complaint(`DATA_DIR cannot be used (${settings.dataDirectory}): ${error.message}.`);
    }
    const holder = lockHolder(settings.dataDirectory, "start.lock");
    const name = relative(root, settings.dataDirectory) || settings.dataDirectory;
    throw new Complaint(
      `Kassa already runs on the data in ${name} (process ${holder}). Stop it, or start another one beside it: ` +
        "DATA_DIR=.data2 PORT=3100 SANDBOX_PORT=3101 npm start",
    );
  }
}

/** In a folder of its own with a short name: a socket's path may have about 100 bytes. */
function makeSocketDirectory() {
  const fits = (folder) => join(folder, "kassa-000000", ".s.PGSQL.5432").length <= SOCKET_PATH_MAX;
  const directory = mkdtempSync(join(fits(tmpdir()) ? tmpdir() : "/tmp", "kassa-"));
  cleanups.push(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Keeps `name` running: starts it again when it dies, a few times in a minute at most. */
function keepRunning(name, title, start) {
  const deaths = [];
  const watch = async (child) => {
    const { code, signal } = await child.ended;
    if (stopping) return;
    const now = performance.now();
    deaths.push(now);
    const recent = deaths.filter((at) => now - at < RESTARTS_WINDOW_MS).length;
    const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    if (recent > RESTARTS_MAX) {
      return giveUp(
        `${title} ${how}, for the ${recent}th time in a minute. Everything is stopped.`,
      );
    }
    console.error(`${title} ${how}. It is started again.`);
    await sleep(250 * 2 ** (recent - 1));
    if (stopping) return;
    running[name] = start();
    watch(running[name]);
  };
  watch(running[name]);
}

function startDatabase(settings, env) {
  if (settings.databaseUrl) return null;
  const file = programPath(root, "database");
  running.database = startChild({ root, name: "The database", file, env });
  running.database.ended.then(({ code, signal }) =>
    giveUp(
      `The embedded database ended (${signal ?? `code ${code}`}). Everything is stopped; start again.`,
    ),
  );
  return running.database;
}

function startSandbox(settings, env) {
  if (!settings.sandbox) return null;
  // On loopback whatever HOST says: it must never be taken for a real provider by somebody else.
  const own = { ...env, HOST: process.env.SANDBOX_HOST ?? "127.0.0.1" };
  const file = programPath(root, "sandbox");
  return startChild({ root, name: "The sandbox", file, env: own, quiet: true });
}

function startApp(env) {
  return startChild({ root, name: "The app", file: join(root, "scripts", "serve.mjs"), env });
}

/** Lets a child that is loaded take its next step: the app `listen`, then `work`; the preparation `prepare`, `seed`. */
const tell = (child, word) => child.process.send({ word }, () => {});

/** Waits for the preparation to end; it has said why where it failed. */
async function waitForPreparation() {
  const { code } = await running.prepare.ended;
  running.prepare = null;
  if (code !== 0) throw new Complaint("");
}

/** From now on the sandbox and the app are started again when they die. */
function listen(settings, env) {
  if (running.sandbox) keepRunning("sandbox", "The sandbox", () => startSandbox(settings, env));
  tell(running.app, "listen");
  keepRunning("app", "The app", () => {
    const app = startApp(env);
    tell(app, "listen");
    tell(app, "work");
    return app;
  });
}

/** Starts all, side by side where they can be; resolves when the app answers that it is ready. */
async function startAll(settings, env) {
  const database = startDatabase(settings, env);
  running.sandbox = startSandbox(settings, env);
  const program = programPath(root, "prepare");
  running.prepare = startChild({ root, name: "The preparation", file: program, env });
  running.app = startApp(env); // Loads Next, and waits for the word to listen.
  const sandboxAnswers =
    running.sandbox === null || waitFor(settings.sandboxUrl, running.sandbox, () => true);
  if (database) await database.ready;
  if (!(await sandboxAnswers)) {
    throw new Complaint("The sandbox did not start; its own words are above.");
  }
  tell(running.prepare, "prepare");
  const tables = await running.prepare.ready.catch(() => null);
  if (tables === null) return waitForPreparation();
  // What only looks whether anything is missing lets the app go first.
  if (!tables.isKnown) await waitForPreparation();
  listen(settings, env);
  const isReady = (status) => status === 200;
  if (!(await waitFor(`${ownAddress(settings)}/readyz`, running.app, isReady))) {
    throw new Complaint("The app did not become ready; its own words are above.");
  }
  if (running.prepare) {
    tell(running.prepare, "seed");
    await waitForPreparation();
  }
  tell(running.app, "work");
}

async function start() {
  if (!process.env.KASSA_NO_ENV_FILE) {
    try {
      process.loadEnvFile(join(root, ".env"));
    } catch {
      // There is none: every variable has a default.
    }
  }
  const settings = readSettings(process.env, root);
  lockData(settings);
  const hosts = settings.host ? [settings.host] : ["127.0.0.1", "::1"];
  await requireFreePort({ name: "PORT", port: settings.port, hosts });
  if (settings.sandbox) {
    await requireFreePort({
      name: "SANDBOX_PORT",
      port: settings.sandboxPort,
      hosts: ["127.0.0.1"],
    });
  }
  await makeAll(root, settings, say);
  const env = childEnvironment(process.env, settings, readSecrets(settings.dataDirectory));
  if (!settings.databaseUrl) env.EMBEDDED_DATABASE_SOCKET = makeSocketDirectory();
  await startAll(settings, env);
  say(welcome(settings));
}

/** `npm start`, from the check of the variables to the last process stopped. */
export async function supervise() {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop(0));
  watchParent();
  try {
    await start();
  } catch (error) {
    await giveUp(
      error instanceof Complaint ? error.message : `Kassa could not start: ${error.stack}`,
    );
  }
}
