// Brings the database up to date and seeds it: what stands between an empty folder and a shop.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { migrate } from "@/lib/db/migrate";

const { DATABASE_URL, EMBEDDED_DATABASE_SOCKET, DATA_DIR = ".data" } = process.env;
const migrations = fileURLToPath(new URL("../prisma/migrations", import.meta.url));

/**
 * The supervisor starts this early, so that it is loaded when the database is ready, and lets what only looks whether
 * anything is missing wait until the app answers.
 */
async function waitForWord(): Promise<void> {
  if (process.env.KASSA_PARENT !== "1" || !process.send) return;
  await new Promise((done) => process.once("message", done));
}

function clientOf(): pg.Client {
  return DATABASE_URL
    ? new pg.Client({ connectionString: DATABASE_URL, connectionTimeoutMillis: 10_000 })
    : new pg.Client({ host: EMBEDDED_DATABASE_SOCKET, user: "postgres", database: "postgres" });
}

/** Returns how many migrations were applied now. */
async function migrateAll(): Promise<number> {
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
    return names.length;
  } finally {
    await client.end();
  }
}

/** True where demo.json is today's: the app may then answer while the seed looks whether anything is missing. */
function hasFacts(): boolean {
  const { APP_URL, SANDBOX_URL } = process.env;
  try {
    const known: unknown = JSON.parse(readFileSync(join(DATA_DIR, "demo.json"), "utf8"));
    if (typeof known !== "object" || known === null || !SANDBOX_URL) return false;
    if (!("baseUrl" in known && "sandboxUrl" in known)) return false;
    return known.baseUrl === APP_URL && known.sandboxUrl === SANDBOX_URL;
  } catch {
    return false;
  }
}

function writeFacts(facts: object): void {
  const path = join(DATA_DIR, "demo.json");
  writeFileSync(`${path}.draft`, `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.draft`, path);
}

async function main(): Promise<void> {
  await waitForWord();
  const applied = await migrateAll();
  const isKnown = applied === 0 && hasFacts();
  process.send?.({ migrated: true, isKnown });
  if (isKnown) await waitForWord();
  // Loaded when it is needed: what it brings along would keep the first answers waiting.
  const { seed } = await import("@/lib/db/seed");
  const facts = await seed();
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
