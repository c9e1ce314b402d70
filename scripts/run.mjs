// Runs one of the project's TypeScript programs on Node 20, 22 or 24: `node scripts/run.mjs <file> [arguments]`. On a fresh clone
// it first makes what programs need: packages, and the database client.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(import.meta.dirname, "..");
// Only a checkout has the lock file; a copy of the sources has what its maker gave it.
if (existsSync(join(root, "package-lock.json"))) {
  const { makePackages } = await import("./start/fresh.mjs");
  try {
    // Not on stdout: that is the program's own.
    await makePackages(root, console.error);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
const [file, ...rest] = process.argv.slice(2);
const tsx = fileURLToPath(import.meta.resolve("tsx"));
const child = spawn(
  process.execPath,
  // The condition lets files marked `server-only` load outside of the bundler.
  ["--conditions=react-server", "--import", tsx, file, ...rest],
  { stdio: "inherit" },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
