import "server-only";
import { prisma } from "./client";

/** False also while migrations have not run: the table is asked for. Never throws. */
export async function isDatabaseReady(): Promise<boolean> {
  try {
    await prisma().$queryRaw`SELECT 1 FROM organizations LIMIT 1`;
    return true;
  } catch {
    return false;
  }
}
