import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/generated/prisma/client";
import { env } from "../env";

export type { PrismaClient } from "@/generated/prisma/client";

/** Where the database is: a PostgreSQL server, or the folder of the embedded one's socket. */
export type DatabaseAddress = { url: string; poolMax?: number } | { socketDirectory: string };

/** The embedded database has one session, shared by all: a pool of one. */
export function createPrisma(address: DatabaseAddress): PrismaClient {
  const adapter =
    "url" in address
      ? new PrismaPg({ connectionString: address.url, max: address.poolMax ?? 10 })
      : new PrismaPg({
          host: address.socketDirectory,
          user: "postgres",
          database: "postgres",
          max: 1,
        });
  // Waiting for the one session, or for a pool under load, is not a failure: the deadline is the request's own.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 15_000, timeout: 15_000 } });
}

function addressFromEnv(): DatabaseAddress {
  const { DATABASE_URL, EMBEDDED_DATABASE_SOCKET, DATABASE_POOL_MAX } = env();
  if (DATABASE_URL) return { url: DATABASE_URL, poolMax: DATABASE_POOL_MAX };
  if (EMBEDDED_DATABASE_SOCKET) return { socketDirectory: EMBEDDED_DATABASE_SOCKET };
  throw new Error(
    "No database: set DATABASE_URL, or start with `npm start`, which brings an embedded one.",
  );
}

// One client a process, also when a bundler loads this file twice.
const shared = globalThis as typeof globalThis & { kassaPrisma?: PrismaClient };

export function prisma(): PrismaClient {
  shared.kassaPrisma ??= createPrisma(addressFromEnv());
  return shared.kassaPrisma;
}
