#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which is a download: the same line-delimited JSON-RPC on
// standard input and output, answered by @prisma/schema-engine-wasm over a driver adapter.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { checkConnection, createDatabase, databaseFactory } from "./schema-engine-database.mjs";

const require = createRequire(import.meta.url);
const argv = process.argv.slice(2);
const optionValues = (name) => argv.flatMap((word, i) => (word === name ? [argv[i + 1]] : []));
const url = JSON.parse(optionValues("--datasource")[0] ?? "{}").url ?? "";

const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const log = (level, message, extra = {}) =>
  process.stderr.write(
    `${JSON.stringify({
      timestamp: new Date().toISOString(),
      level,
      fields: { message, ...extra },
      target: "schema_engine::logger",
    })}\n`,
  );

/** The engine's WASM, instantiated by hand: its own loader expects a bundler. */
async function loadEngine() {
  const glue = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const engine = await import(pathToFileURL(glue).href);
  const bytes = readFileSync(join(dirname(glue), "schema_engine_bg.wasm"));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    "./schema_engine_bg.js": engine,
  });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return engine;
}

let started = null;
function engineOnce() {
  started ??= (async () => {
    const { SchemaEngine } = await loadEngine();
    const datamodels = optionValues("--datamodels").map((path) => [
      path,
      readFileSync(path, "utf8"),
    ]);
    const factory = bindMigrationAwareSqlAdapterFactory(databaseFactory(url));
    const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
    return SchemaEngine.new(options, () => {}, factory);
  })();
  return started;
}

let printed = 0;
async function call(method, params) {
  const engine = await engineOnce();
  if (method === "getDatabaseVersion") return engine.version(params);
  if (method === "createDatabase") return { databaseName: "" };
  const result = await engine[method](params);
  if (method === "diff" && result.stdout) {
    printed += 1;
    const params = { content: result.stdout };
    send({ jsonrpc: "2.0", id: `print${printed}`, method: "print", params });
    return { ...result, stdout: null };
  }
  return result ?? {};
}

async function answer(line) {
  const request = JSON.parse(line);
  if (!request.method) return; // The CLI's acknowledgement of our `print`.
  try {
    const params = Array.isArray(request.params) ? request.params[0] : request.params;
    send({ jsonrpc: "2.0", id: request.id, result: await call(request.method, params) });
  } catch (error) {
    const data = {
      is_panic: false,
      message: String(error?.message ?? error),
      error_code: error?.code,
      meta: error?.meta ?? {},
    };
    const message = "An error happened. Check the data field for details.";
    send({ jsonrpc: "2.0", id: request.id, error: { code: 4466, message, data } });
  }
}

/** `cli can-connect-to-database` and `cli create-database`, answered by exit code. */
async function runCommand(command) {
  log("INFO", "wasm schema engine"); // The CLI skips the engine's first line on standard error.
  try {
    if (command === "can-connect-to-database") await checkConnection(url);
    else if (command === "create-database") await createDatabase(url);
    else throw Object.assign(new Error(`unsupported: ${command}`), { prismaCode: "P1000" });
    process.exit(0);
  } catch (error) {
    const byCode = { "3D000": "P1003", "28P01": "P1000" };
    const code = error.prismaCode ?? byCode[error.code] ?? "P1001";
    log("ERROR", `The database cannot be used: ${error.message || error.code}`, {
      error_code: code,
      is_panic: false,
    });
    process.exit(1);
  }
}

if (argv.includes("--version") || argv.includes("-V")) {
  process.stdout.write("schema-engine-cli wasm\n");
} else if (argv.includes("cli")) {
  await runCommand(argv.at(-1));
} else {
  let queue = Promise.resolve();
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      queue = queue.then(() => answer(line));
    })
    .on("close", () => queue.then(() => process.exit(0)));
}
