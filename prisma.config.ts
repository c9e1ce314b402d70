import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Without this, every Prisma command downloads a native engine; ours runs the WASM one that npm carries.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= here("scripts/schema-engine.mjs");

const dataDirectory = process.env.DATA_DIR ?? here(".data");

/** A database of one's own by DATABASE_URL, else the embedded one of DATA_DIR (see schema-engine.mjs). */
const url =
  process.env.DATABASE_URL ??
  `postgresql://postgres@embedded/postgres?pglite=${encodeURIComponent(dataDirectory)}`;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations", seed: "node scripts/run.mjs scripts/prepare.ts" },
  datasource: { url },
});
