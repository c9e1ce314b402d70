import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What applying migrations needs of a connection: `pg`'s Client, on a server or on the embedded database's socket. */
export interface MigrationClient {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The key under which Prisma's own CLI migrates: the two never run at once on one server. */
const ADVISORY_LOCK = 72707369;

const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

function readMigrations(directory: string): Migration[] {
  return readdirSync(directory)
    .filter((name) => existsSync(join(directory, name, "migration.sql")))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(directory, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The checksums of what is applied, by name. Throws where an earlier run of the CLI stopped half-way. */
async function readApplied(client: MigrationClient): Promise<Map<string, string>> {
  const table = await client.query(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "exists"`,
  );
  if (table.rows[0]?.exists !== true) return new Map();
  const { rows } = await client.query(
    `SELECT "migration_name", "checksum", "finished_at" IS NOT NULL AS "finished"
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL`,
  );
  const failed = rows.find((row) => row.finished !== true);
  if (failed) {
    throw new Error(
      `The migration ${failed.migration_name} was begun and not finished. Mend the database, then run ` +
        `\`node scripts/prisma.mjs migrate resolve --applied ${failed.migration_name}\`.`,
    );
  }
  return new Map(rows.map((row) => [String(row.migration_name), String(row.checksum)]));
}

/** What is still to be applied. Throws where an applied migration's file has changed since. */
function pendingOf(migrations: readonly Migration[], applied: Map<string, string>): Migration[] {
  for (const { name, checksum } of migrations) {
    const known = applied.get(name);
    if (known === undefined || known === checksum) continue;
    throw new Error(
      `The migration ${name} has changed since it was applied to this database. ` +
        "Restore its file, or start over with an empty database (another DATA_DIR).",
    );
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function inTransaction(client: MigrationClient, work: () => Promise<void>): Promise<void> {
  await client.query("BEGIN");
  try {
    // Of the transaction, not of the session: the embedded database has one session, shared by all.
    await client.query(`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

async function apply(client: MigrationClient, migration: Migration): Promise<void> {
  try {
    await client.query(migration.sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The migration ${migration.name} failed: ${reason}`, { cause: error });
  }
  await client.query(
    `INSERT INTO "_prisma_migrations"
       ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
     VALUES ($1, $2, $3, now(), now(), 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
}

/**
 * Applies the migrations of `directory` that the database lacks, all in one database transaction, and records them
 * as Prisma's CLI does. Returns the names applied now. Safe to repeat, and safe to run twice at once on a server.
 */
export async function migrate(client: MigrationClient, directory: string): Promise<string[]> {
  const migrations = readMigrations(directory);
  if (pendingOf(migrations, await readApplied(client)).length === 0) return [];
  const names: string[] = [];
  await inTransaction(client, async () => {
    await client.query(TABLE);
    // Again under the lock: another process may have applied them while this one waited.
    for (const migration of pendingOf(migrations, await readApplied(client))) {
      await apply(client, migration);
      names.push(migration.name);
    }
  });
  return names;
}
