// The processes that a start runs, each in a group of its own: a Ctrl-C reaches the supervisor alone, which stops
// them in order.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const STOP_MS = 10_000;

/** Arguments of Node for one of the project's programs, TypeScript or not. */
function nodeArguments(root, file) {
  const url = (...path) => pathToFileURL(join(root, ...path)).href;
  const endWithParent = ["--import", url("scripts", "end-with-parent.mjs")];
  if (!file.endsWith(".ts")) return [...endWithParent, join(root, file)];
  // The condition lets files marked `server-only` load outside of the bundler.
  const tsx = [
    "--conditions=react-server",
    "--import",
    url("node_modules", "tsx", "dist", "loader.mjs"),
  ];
  return [...endWithParent, ...tsx, join(root, file)];
}

/**
 * Starts `file`. `ready` is the first message that it sends, or fails when it ends before; `ended` is how it
 * ended: { code, signal }.
 */
export function startChild({ root, name, file, env }) {
  const child = spawn(process.execPath, nodeArguments(root, file), {
    cwd: root,
    env,
    detached: true,
    stdio: ["pipe", "inherit", "inherit", "ipc"],
  });
  child.stdin.on("error", () => {});
  const ended = new Promise((done) => {
    child.once("error", () => done({ code: 1, signal: null }));
    child.once("exit", (code, signal) => done({ code, signal }));
  });
  const ready = new Promise((done, fail) => {
    child.once("message", done);
    ended.then(() => fail(new Error(`${name} ended before it was ready`)));
  });
  ready.catch(() => {});
  return { name, pid: child.pid, process: child, ready, ended };
}

/** Asks a child to stop and waits for it; after a while it is ended by force. Resolves also when it has ended already. */
export async function stopChild(child) {
  if (!child) return;
  const force = setTimeout(() => child.process.kill("SIGKILL"), STOP_MS);
  child.process.kill("SIGTERM");
  await child.ended;
  clearTimeout(force);
}
