import "server-only";
import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/generated/prisma/client";
import { env } from "../env";
import { type ReadTexts, textsFrom } from "./direct-rows";
import { Turns } from "./turns";

export type { PrismaClient } from "@/generated/prisma/client";

const POOL_MAX = 10;

/** Where the database is: a PostgreSQL server, or the folder of the embedded one's socket. */
export type DatabaseAddress =
  | { url: string; poolMax?: number; isPrepared?: boolean }
  | { socketDirectory: string };

/** The embedded database has one session, shared by all: a pool of one. */
const poolOf = (address: DatabaseAddress): pg.Pool =>
  "url" in address
    ? new pg.Pool({ connectionString: address.url, max: address.poolMax ?? POOL_MAX })
    : new pg.Pool({
        host: address.socketDirectory,
        user: "postgres",
        database: "postgres",
        max: 1,
      });

/**
 * The same statement is planned once a connection: the larger half of what a read costs PostgreSQL. The embedded database
 * shares one session among all connections, where names would meet.
 */
const nameOf = (sql: string): string => createHash("sha1").update(sql).digest("base64url");

const canBePrepared = (address: DatabaseAddress): boolean =>
  "url" in address && address.isPrepared !== false;

export function createPrisma(address: DatabaseAddress, pool = poolOf(address)): PrismaClient {
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    ...(canBePrepared(address) ? { statementNameGenerator: ({ sql }) => nameOf(sql) } : {}),
  });
  // Waiting for the one session, or for a pool under load, is not a failure: the deadline is the request's own.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 15_000, timeout: 15_000 } });
}

function addressFromEnv(): DatabaseAddress {
  const { DATABASE_URL, EMBEDDED_DATABASE_SOCKET, DATABASE_POOL_MAX, DATABASE_PREPARED } = env();
  const isPrepared = DATABASE_PREPARED === "on";
  if (DATABASE_URL) return { url: DATABASE_URL, poolMax: DATABASE_POOL_MAX, isPrepared };
  if (EMBEDDED_DATABASE_SOCKET) return { socketDirectory: EMBEDDED_DATABASE_SOCKET };
  throw new Error(
    "No database: set DATABASE_URL, or start with `npm start`, which brings an embedded one.",
  );
}

type Shared = { prisma: PrismaClient; readTexts: ReadTexts; turns: Turns };

// One client a process, also when a bundler loads this file twice.
const shared = globalThis as typeof globalThis & { kassaDatabase?: Shared };

function open(): Shared {
  const address = addressFromEnv();
  const pool = poolOf(address);
  const spare = () =>
    pool.waitingCount > 0 ? 0 : (pool.options.max ?? POOL_MAX) - pool.totalCount + pool.idleCount;
  return {
    prisma: createPrisma(address, pool),
    readTexts: textsFrom(pool, canBePrepared(address) ? nameOf : undefined),
    turns: new Turns(spare),
  };
}

function opened(): Shared {
  shared.kassaDatabase ??= open();
  return shared.kassaDatabase;
}

export const prisma = (): PrismaClient => opened().prisma;

/** On the same connections as Prisma's client. */
export const readTexts: ReadTexts = (statement) => opened().readTexts(statement);

/** Waits until the database has time for new work; false when too many wait already. */
export const databaseTurn = (): Promise<boolean> => opened().turns.take();
