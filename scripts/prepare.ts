// Brings the database up to date and seeds it: what stands between an empty folder and a shop.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { migrate } from "@/lib/db/migrate";
import { seed } from "@/lib/db/seed";

const { DATABASE_URL, EMBEDDED_DATABASE_SOCKET, DATA_DIR = ".data" } = process.env;
const migrations = fileURLToPath(new URL("../prisma/migrations", import.meta.url));

/** The supervisor starts this early, so that it is loaded when the database is ready. */
async function waitForWord(): Promise<void> {
  if (process.env.KASSA_PARENT !== "1" || !process.send) return;
  await new Promise((done) => process.once("message", done));
}

function clientOf(): pg.Client {
  return DATABASE_URL
    ? new pg.Client({ connectionString: DATABASE_URL, connectionTimeoutMillis: 10_000 })
    : new pg.Client({ host: EMBEDDED_DATABASE_SOCKET, user: "postgres", database: "postgres" });
}

async function migrateAll(): Promise<void> {
  const client = clientOf();
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new Error(`The database of DATABASE_URL cannot be reached: ${reason}${code}.`);
  }
  try {
    const names = await migrate(client, migrations);
    if (names.length > 0) console.log(`Database: applied ${names.join(", ")}.`);
  } finally {
    await client.end();
  }
}

/** Another start may have other ports: what is known already stays, its addresses are today's. */
function knownFacts(): object | null {
  try {
    const known: unknown = JSON.parse(readFileSync(join(DATA_DIR, "demo.json"), "utf8"));
    if (typeof known !== "object" || known === null) return null;
    return { ...known, baseUrl: process.env.APP_URL, sandboxUrl: process.env.SANDBOX_URL };
  } catch {
    return null;
  }
}

function writeFacts(facts: object): void {
  const path = join(DATA_DIR, "demo.json");
  writeFileSync(`${path}.draft`, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.draft`, path);
}

async function main(): Promise<void> {
  await waitForWord();
  await migrateAll();
  process.send?.({ migrated: true });
  const facts = (await seed()) ?? knownFacts();
  if (facts !== null) writeFacts(facts);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    if (process.env.KASSA_DEBUG) console.error(error);
    process.exit(1);
  },
);
