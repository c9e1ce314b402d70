// Runs one of the project's TypeScript programs on Node 20, 22 or 24: `node scripts/run.mjs <file> [arguments]`.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

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
