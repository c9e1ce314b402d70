import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "@/lib/db/migrate";
import { openTestDatabase, type TestDatabase, testDatabaseKind } from "@/scripts/test-database";

let database: TestDatabase;
let client: pg.Client;
let directory: string;

function addMigration(name: string, sql: string): void {
  mkdirSync(join(directory, name), { recursive: true });
  writeFileSync(join(directory, name, "migration.sql"), sql);
}

async function exists(table: string): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass($1) IS NOT NULL AS found", [table]);
  return rows[0].found;
}

async function recorded(): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT migration_name FROM _prisma_migrations WHERE migration_name LIKE '9999%' ORDER BY 1`,
  );
  return rows.map((row) => row.migration_name);
}

beforeAll(async () => {
  database = await openTestDatabase();
  client = await database.connect();
  directory = mkdtempSync(join(tmpdir(), "kassa-migrations-"));
});
beforeEach(async () => {
  await client.query("DROP TABLE IF EXISTS first_table, second_table");
  await client.query(`DELETE FROM _prisma_migrations WHERE migration_name LIKE '9999%'`);
  rmSync(directory, { recursive: true, force: true });
  cpSync("prisma/migrations", directory, { recursive: true });
});
afterAll(async () => {
  await client.end();
  await database.close();
  rmSync(directory, { recursive: true, force: true });
});

describe("migrating", () => {
  it("applies what is missing, in order, and nothing the second time", async () => {
    addMigration("99990002_second", "INSERT INTO first_table VALUES (';');");
    addMigration(
      "99990001_first",
      `CREATE TABLE first_table (word text);
       CREATE OR REPLACE FUNCTION loud(word text) RETURNS text LANGUAGE plpgsql AS $$
       BEGIN RETURN upper(word) || ';'; END; $$;`,
    );
    expect(await migrate(client, directory)).toEqual(["99990001_first", "99990002_second"]);
    expect(await migrate(client, directory)).toEqual([]);
    expect((await client.query("SELECT loud(word) AS word FROM first_table")).rows).toEqual([
      { word: ";;" },
    ]);
    expect(await recorded()).toEqual(["99990001_first", "99990002_second"]);
  });

  it("applies all or nothing, and names the one that failed", async () => {
    addMigration("99990001_first", "CREATE TABLE first_table (n integer)");
    addMigration("99990002_second", "CREATE TABLE second_table (n integer); SELECT 1 / 0;");
    await expect(migrate(client, directory)).rejects.toThrow(
      "The migration 99990002_second failed: division by zero",
    );
    expect(await exists("first_table")).toBe(false);
    expect(await recorded()).toEqual([]);
  });

  it("refuses a file that has changed since it was applied", async () => {
    addMigration("99990001_first", "CREATE TABLE first_table (n integer)");
    await migrate(client, directory);
    addMigration("99990001_first", "CREATE TABLE first_table (n bigint)");
    await expect(migrate(client, directory)).rejects.toThrow(
      "The migration 99990001_first has changed since it was applied",
    );
  });

  it("refuses to go on where the CLI stopped half-way", async () => {
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '99990000_half')`,
    );
    await expect(migrate(client, directory)).rejects.toThrow(
      "The migration 99990000_half was begun and not finished.",
    );
  });

  // The embedded database has one session: there, two never migrate it at once.
  if (testDatabaseKind === "postgres") {
    it("is done once where two begin at once", async () => {
      addMigration("99990001_first", "CREATE TABLE first_table (n integer); SELECT pg_sleep(0.3);");
      const other = await database.connect();
      const applied = await Promise.all([migrate(client, directory), migrate(other, directory)]);
      await other.end();
      expect(applied.flat()).toEqual(["99990001_first"]);
      expect(await recorded()).toEqual(["99990001_first"]);
    });
  }
});
