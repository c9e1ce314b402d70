// Databases for `*.db.test.ts`: each file gets one of its own, migrated, empty, and gone at the end.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

/** What a file's own database is copied from, by its name on a test server: all of them migrated, one with the demo shop. */
const TEMPLATES = { empty: "kassa_template", shop: "kassa_template_shop" } as const;
export type Template = keyof typeof TEMPLATES;
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

/** Where `npm test` keeps what was made once for a run; null where a test is run by hand. */
const preparedFolder = (): string | null => process.env.TEST_TEMPLATES || null;
const dumpIn = (folder: string, template: Template) => join(folder, `${template}.tar`);

/**
 * Makes what every test database of a run is copied from: `npm test` does it once, before the tests. `fill` puts the shop
 * into its template; without it there is none.
 */
export async function prepareTemplates(
  fill?: (address: TestDatabaseAddress) => Promise<void>,
): Promise<void> {
  await (testDatabaseKind === "postgres" ? prepareOnServer(fill) : prepareInMemory(fill));
}

async function prepareOnServer(fill?: (address: TestDatabaseAddress) => Promise<void>) {
  const { empty, shop } = TEMPLATES;
  const run = (sql: string) => withClient({ url: serverUrl() }, (client) => client.query(sql));
  await run(`CREATE DATABASE ${empty}`);
  await withClient({ url: databaseUrl(empty) }, (client) => migrate(client, migrations));
  if (!fill) return;
  await run(`CREATE DATABASE ${shop} TEMPLATE ${empty}`);
  await fill({ url: databaseUrl(shop) });
}

async function prepareInMemory(fill?: (address: TestDatabaseAddress) => Promise<void>) {
  const folder = preparedFolder();
  if (folder === null) throw new Error("TEST_TEMPLATES is not set; run `npm test -- --only db`.");
  const { PGlite } = await import("@electric-sql/pglite");
  const socketDirectory = makeSocketDirectory();
  const db = await PGlite.create("memory://");
  const stop = await serve(db, socketDirectory);
  const keep = async (template: Template) => {
    const dump = await db.dumpDataDir("none");
    writeFileSync(dumpIn(folder, template), Buffer.from(await dump.arrayBuffer()));
  };
  await withClient({ socketDirectory }, (client) => migrate(client, migrations));
  await keep("empty");
  if (fill) {
    await fill({ socketDirectory });
    await keep("shop");
  }
  await stop();
  rmSync(socketDirectory, { recursive: true, force: true });
}

type Opened = [TestDatabaseAddress, () => Promise<void>];

async function openOnServer(template: Template): Promise<Opened> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const admin = { url: serverUrl() };
  const copy = `CREATE DATABASE ${name} TEMPLATE ${TEMPLATES[template]}`;
  await withClient(admin, (client) => client.query(copy));
  const drop = () =>
    withClient(admin, async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    });
  return [{ url: databaseUrl(name) }, drop];
}

async function openInMemory(template: Template): Promise<Opened> {
  const { PGlite } = await import("@electric-sql/pglite");
  const folder = preparedFolder();
  const dump = folder === null ? null : readFileSync(dumpIn(folder, template));
  const db = await PGlite.create({
    dataDir: "memory://",
    ...(dump ? { loadDataDir: new Blob([dump]) } : {}),
  });
  const socketDirectory = makeSocketDirectory();
  const stop = await serve(db, socketDirectory);
  if (!dump) await withClient({ socketDirectory }, (client) => migrate(client, migrations));
  return [
    { socketDirectory },
    async () => {
      await stop();
      rmSync(socketDirectory, { recursive: true, force: true });
    },
  ];
}

/** The demo shop's facts, where its template was made in this run. */
export function preparedShop(): string | null {
  const folder = preparedFolder();
  const path = folder && join(folder, "demo.json");
  return path && existsSync(path) ? path : null;
}

/** A migrated database for one test file, with nothing in it or the demo shop. Close it in `afterAll`. */
export async function openTestDatabase(template: Template = "empty"): Promise<TestDatabase> {
  const isServer = testDatabaseKind === "postgres";
  const [address, remove] = await (isServer ? openOnServer(template) : openInMemory(template));
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
