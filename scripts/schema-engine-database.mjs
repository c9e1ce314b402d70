// What the schema engine talks to: PostgreSQL by URL, the embedded database of a DATA_DIR, and a throw-away
// in-memory database as the shadow (so that no right to create databases is needed).
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { tsImport } from "tsx/esm/api";

const POSTGRES_CHAR = 18; // the internal type "char"; adapter-pg does not know it
const POSTGRES_BPCHAR = 1042;

/** The DATA_DIR that an embedded URL names, or null for a real server's URL. */
const embeddedDirectory = (url) => new URL(url).searchParams.get("pglite");

/** adapter-pg splits scripts at every `;` (functions break), and lacks "char" of the catalog: both mended. */
function mended(adapter) {
  adapter.executeScript = async (script) => {
    try {
      await adapter.client.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  const queryRaw = adapter.queryRaw;
  adapter.queryRaw = async (query) => {
    const charColumns = [];
    const reading = Object.create(adapter, {
      performIO: {
        value: async (statement) => {
          const answer = await adapter.performIO(statement);
          answer.fields.forEach((field, i) => {
            if (field.dataTypeID !== POSTGRES_CHAR) return;
            charColumns.push(i);
            field.dataTypeID = POSTGRES_BPCHAR;
          });
          return answer;
        },
      },
    });
    const answer = await queryRaw.call(reading, query);
    for (const i of charColumns) answer.columnTypes[i] = ColumnTypeEnum.Character;
    return answer;
  };
  return adapter;
}

async function overSocket(socketDirectory, close) {
  const adapter = mended(
    await new PrismaPg({
      host: socketDirectory,
      user: "postgres",
      database: "postgres",
      max: 1,
    }).connect(),
  );
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await close();
  };
  return adapter;
}

async function connectToShadow() {
  const { PGlite } = await import("@electric-sql/pglite");
  const { PGLiteSocketServer } = await import("@electric-sql/pglite-socket");
  const socketDirectory = mkdtempSync(join(tmpdir(), "kassa-shadow-"));
  const db = await PGlite.create("memory://");
  const path = join(socketDirectory, ".s.PGSQL.5432");
  const server = new PGLiteSocketServer({ db, path, maxConnections: 4 });
  await server.start();
  return overSocket(socketDirectory, async () => {
    await server.stop();
    await db.close();
    rmSync(socketDirectory, { recursive: true, force: true });
  });
}

async function connectToEmbedded(dataDirectory) {
  const { reachEmbedded } = await tsImport("../lib/db/embedded.ts", import.meta.url);
  const embedded = await reachEmbedded(dataDirectory);
  return overSocket(embedded.socketDirectory, embedded.close);
}

async function connectToServer(url) {
  const schema = new URL(url).searchParams.get("schema") ?? undefined;
  return mended(await new PrismaPg(url, { schema }).connect());
}

/** Connections of the engine; an empty `url` (generate, diff between files) never leaves memory. */
export function databaseFactory(url) {
  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: () => {
      if (!url) return connectToShadow();
      const directory = embeddedDirectory(url);
      return directory ? connectToEmbedded(directory) : connectToServer(url);
    },
    connectToShadowDb: connectToShadow,
  };
}

async function withClient(url, use) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

/** Throws PostgreSQL's own error when the database of `url` cannot be reached; the embedded one always can. */
export async function checkConnection(url) {
  if (!url || embeddedDirectory(url)) return;
  const target = new URL(url);
  target.searchParams.delete("schema");
  await withClient(target.href, async () => {});
}

/** Creates the database that `url` names, through the server's `postgres` database. */
export async function createDatabase(url) {
  if (!url || embeddedDirectory(url)) return;
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  target.pathname = "/postgres";
  target.searchParams.delete("schema");
  await withClient(target.href, (client) =>
    client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`),
  );
}
