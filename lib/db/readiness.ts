import "server-only";
import { Prisma } from "@/generated/prisma/client";
import { readTexts } from "./client";

/**
 * False also while migrations have not run: the table is asked for. Past Prisma's client, which takes half a second to
 * load: a start is ready before that. Never throws.
 */
export async function isDatabaseReady(): Promise<boolean> {
  try {
    await readTexts(Prisma.sql`SELECT 1 AS ready FROM organizations LIMIT 1`);
    return true;
  } catch {
    return false;
  }
}
