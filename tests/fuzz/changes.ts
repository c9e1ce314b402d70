// Every row that a request writes, as the database itself tells it.
import { isJsonObject, type JsonObject } from "@/lib/json";
import type { ApiShop } from "../api/shop";

export type Change = { table: string; before: JsonObject | null; after: JsonObject | null };

const WATCH = [
  `CREATE TABLE fuzz_changes (
    position bigserial PRIMARY KEY, name text, before jsonb, after jsonb)`,
  `CREATE FUNCTION fuzz_note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF;
      INSERT INTO fuzz_changes (name, before, after) VALUES (TG_TABLE_NAME,
        CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END,
        CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END);
      RETURN NULL;
    END $$`,
  `DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables
      WHERE schemaname = 'public' AND tablename NOT LIKE 'fuzz%' AND tablename NOT LIKE '\\_%'
    LOOP EXECUTE format('CREATE TRIGGER fuzz_watch AFTER INSERT OR UPDATE OR DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION fuzz_note()', name);
    END LOOP;
  END $$`,
];

type Noted = { name: string; before: unknown; after: unknown };

export async function watchChanges({ database: { prisma } }: ApiShop) {
  for (const statement of WATCH) await prisma.$executeRawUnsafe(statement);
  /** What was written since the last time it was asked, in its order. */
  return async (): Promise<readonly Change[]> => {
    const rows = await prisma.$queryRawUnsafe<Noted[]>(
      `WITH gone AS (DELETE FROM fuzz_changes RETURNING *)
        SELECT name, before, after FROM gone ORDER BY position`,
    );
    return rows.map(({ name, before, after }) => ({
      table: name,
      before: isJsonObject(before) ? before : null,
      after: isJsonObject(after) ? after : null,
    }));
  };
}
