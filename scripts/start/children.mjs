// The processes that a start runs, each in a group of its own: a Ctrl-C reaches the supervisor alone, which stops
// them in order.
import { spawn } from "node:child_process";

const STOP_MS = 10_000;
const endWithParent = new URL("../end-with-parent.mjs", import.meta.url).href;

/**
 * Starts `file`. `ready` is the first message that it sends, or fails when it ends before; `ended` is how it
 * ended: { code, signal }. A `quiet` one shows its errors only.
 */
export function startChild({ root, name, file, env, quiet = false }) {
  const child = spawn(process.execPath, ["--import", endWithParent, file], {
    cwd: root,
    env,
    detached: true,
    stdio: ["pipe", quiet ? "ignore" : "inherit", "inherit", "ipc"],
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
