import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { isDirectoryInUse, lockDirectory } from "@/lib/db/embedded-lock.mjs";

/**
 * The embedded database: PGlite on `DATA_DIR/pg`, reached by everything through a Unix socket, as if it were a server.
 * One process holds it; every other finds its socket in `DATA_DIR/database.json`.
 */
export interface Embedded {
  /** What PostgreSQL clients take as `host`; user and database are both `postgres`. */
  readonly socketDirectory: string;
  /** Closes what this call opened; a database that another process serves goes on. Safe to repeat. */
  close(): Promise<void>;
}

/** The name that PostgreSQL clients look for in the directory given as their host. */
const SOCKET_NAME = ".s.PGSQL.5432";
/** Shorter than the 104 bytes (macOS) and 108 bytes (Linux) that a socket's path may have. */
const SOCKET_PATH_MAX = 100;
/** How long a holder that is just stopping may take. */
const LOCK_WAIT_MS = 10_000;
const CONNECTIONS_MAX = 20;

const descriptionOf = (dataDirectory: string) => join(dataDirectory, "database.json");

/** A folder of its own (mode 0700) with a short name; never inside the project, whose sources get scanned. */
export function makeSocketDirectory(): string {
  const roots = [tmpdir(), "/tmp"];
  const fits = (root: string) => join(root, "kassa-000000", SOCKET_NAME).length <= SOCKET_PATH_MAX;
  return mkdtempSync(join(roots.find(fits) ?? "/tmp", "kassa-"));
}

async function lockPatiently(directory: string, waitMs: number): Promise<() => void> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      return lockDirectory(directory, "embedded.lock");
    } catch (error) {
      if (!isDirectoryInUse(error) || performance.now() > deadline) throw error;
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/**
 * Opens the embedded database of `dataDirectory` in this process and serves it on a Unix socket, in a folder made for
 * it or the one given. Throws where another process holds it for longer than a stop takes.
 */
export async function openEmbedded(
  dataDirectory: string,
  options: { lockWaitMs?: number; socketDirectory?: string | undefined } = {},
): Promise<Embedded> {
  const directory = resolve(dataDirectory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const unlock = await lockPatiently(directory, options.lockWaitMs ?? LOCK_WAIT_MS);
  const socketDirectory = options.socketDirectory ?? makeSocketDirectory();
  try {
    const { PGlite } = await import("@electric-sql/pglite");
    const stop = await serve(await PGlite.create(join(directory, "pg")), socketDirectory);
    const description = descriptionOf(directory);
    const draft = `${description}.draft`;
    writeFileSync(draft, JSON.stringify({ socketDirectory, pid: process.pid }), { mode: 0o600 });
    renameSync(draft, description);
    let closing: Promise<void> | null = null;
    const close = async () => {
      rmSync(description, { force: true });
      await stop();
      rmSync(socketDirectory, { recursive: true, force: true });
      unlock();
    };
    return {
      socketDirectory,
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    rmSync(socketDirectory, { recursive: true, force: true });
    unlock();
    throw error;
  }
}

/** Serves `db` on a socket in `socketDirectory`; the returned function ends both cleanly. */
export async function serve(db: PGlite, socketDirectory: string): Promise<() => Promise<void>> {
  const { PGLiteSocketServer } = await import("@electric-sql/pglite-socket");
  const path = join(socketDirectory, SOCKET_NAME);
  const server = new PGLiteSocketServer({ db, path, maxConnections: CONNECTIONS_MAX });
  await server.start();
  return async () => {
    await server.stop();
    await db.close();
  };
}

function canConnect(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path, () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
}

/** The socket directory of the process that serves the data of `dataDirectory` now, or null where none does. */
export async function socketOf(dataDirectory: string): Promise<string | null> {
  let description: unknown;
  try {
    description = JSON.parse(readFileSync(descriptionOf(resolve(dataDirectory)), "utf8"));
  } catch {
    return null;
  }
  if (typeof description !== "object" || description === null) return null;
  if (!("socketDirectory" in description)) return null;
  const { socketDirectory } = description;
  if (typeof socketDirectory !== "string") return null;
  return (await canConnect(join(socketDirectory, SOCKET_NAME))) ? socketDirectory : null;
}

/** The running database of `dataDirectory` where there is one, else one opened here for as long as it is needed. */
export async function reachEmbedded(dataDirectory: string): Promise<Embedded> {
  const running = await socketOf(dataDirectory);
  if (running !== null) return { socketDirectory: running, close: async () => {} };
  return openEmbedded(dataDirectory);
}
