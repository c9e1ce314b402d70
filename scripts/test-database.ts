// Databases for `*.db.test.ts`: each file gets one of its own, migrated, empty, and gone at the end.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { createPrisma, type PrismaClient } from "@/lib/db/client";
import { makeSocketDirectory, serve } from "@/lib/db/embedded";
import { migrate } from "@/lib/db/migrate";

export type TestDatabaseAddress = { url: string } | { socketDirectory: string };

export interface TestDatabase {
  readonly prisma: PrismaClient;
  /** "embedded" has one session: what is about two at once can be tested on "postgres" alone. */
  readonly kind: "postgres" | "embedded";
  readonly address: TestDatabaseAddress;
  /** A connection beside Prisma's, to look at rows or to hold a lock. The caller ends it. */
  connect(): Promise<pg.Client>;
  close(): Promise<void>;
}

/** The database on a test server from which every file's own is copied. */
const TEMPLATE = "kassa_template";
const migrations = fileURLToPath(new URL("../prisma/migrations", import.meta.url));

/** Which database the run is on: `npm test` runs every db test on a server, and some on the embedded one. By hand: embedded. */
export const testDatabaseKind: TestDatabase["kind"] =
  process.env.TEST_DATABASE === "postgres" ? "postgres" : "embedded";

function clientOf(address: TestDatabaseAddress): pg.Client {
  return "url" in address
    ? new pg.Client({ connectionString: address.url })
    : new pg.Client({ host: address.socketDirectory, user: "postgres", database: "postgres" });
}

async function withClient<T>(
  address: TestDatabaseAddress,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = clientOf(address);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error("TEST_DATABASE_URL is not set; run `npm test -- --only db`.");
  return url;
}

function databaseUrl(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes what every test database of a run is copied from: `npm test` does it once, before the tests. */
export async function prepareTemplates(dumpPath: string): Promise<void> {
  if (testDatabaseKind === "postgres") {
    await withClient({ url: serverUrl() }, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`));
    await withClient({ url: databaseUrl(TEMPLATE) }, (client) => migrate(client, migrations));
    return;
  }
  const { PGlite } = await import("@electric-sql/pglite");
  const socketDirectory = makeSocketDirectory();
  const db = await PGlite.create("memory://");
  const stop = await serve(db, socketDirectory);
  await withClient({ socketDirectory }, (client) => migrate(client, migrations));
  const dump = await db.dumpDataDir("none");
  writeFileSync(dumpPath, Buffer.from(await dump.arrayBuffer()));
  await stop();
  rmSync(socketDirectory, { recursive: true, force: true });
}

async function openOnServer(): Promise<[TestDatabaseAddress, () => Promise<void>]> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const admin = { url: serverUrl() };
  await withClient(admin, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  const drop = () =>
    withClient(admin, async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    });
  return [{ url: databaseUrl(name) }, drop];
}

async function openInMemory(): Promise<[TestDatabaseAddress, () => Promise<void>]> {
  const { PGlite } = await import("@electric-sql/pglite");
  const dumpPath = process.env.TEST_EMBEDDED_DUMP;
  const hasDump = dumpPath !== undefined && existsSync(dumpPath);
  const db = await PGlite.create({
    dataDir: "memory://",
    ...(hasDump ? { loadDataDir: new Blob([readFileSync(dumpPath)]) } : {}),
  });
  const socketDirectory = makeSocketDirectory();
  const stop = await serve(db, socketDirectory);
  if (!hasDump) await withClient({ socketDirectory }, (client) => migrate(client, migrations));
  return [
    { socketDirectory },
    async () => {
      await stop();
      rmSync(socketDirectory, { recursive: true, force: true });
    },
  ];
}

/** A migrated, empty database for one test file. Close it in `afterAll`. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const isServer = testDatabaseKind === "postgres";
  const [address, remove] = await (isServer ? openOnServer() : openInMemory());
  const prisma = createPrisma(address);
  return {
    prisma,
    kind: testDatabaseKind,
    address,
    connect: async () => {
      const client = clientOf(address);
      await client.connect();
      return client;
    },
    close: async () => {
      await prisma.$disconnect();
      await remove();
    },
  };
}
