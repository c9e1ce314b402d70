// A lock on a directory that dies with its holder, in plain JavaScript: `npm start` needs it before anything is
// installed. Two processes on one embedded database would corrupt it silently.

import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const IN_USE = "DIRECTORY_IN_USE";

/**
 * What tells this process from a later one with the same number: boot and start time.
 * @param {number} pid
 * @returns {string | null} null where the process is gone, or only waits to be reaped
 */
function identityOf(pid) {
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (fields[0] === "Z" || fields[0] === "X") return null;
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      return `${boot}:${fields[19]}`;
    } catch {
      return null;
    }
  }
  const ps = spawnSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  const [state, ...started] = (ps.stdout ?? "").trim().split(/\s+/);
  return !state || state.startsWith("Z") ? null : started.join(" ");
}

/** @param {string} path @returns {{ pid: number, identity: string } | null} */
function readHolder(path) {
  try {
    const { pid, identity } = JSON.parse(readFileSync(path, "utf8"));
    return typeof pid === "number" && typeof identity === "string" ? { pid, identity } : null;
  } catch {
    return null;
  }
}

/**
 * The process that holds the lock, or null where nobody does (a dead holder counts as nobody).
 * @param {string} directory
 * @param {string} name
 * @returns {number | null}
 */
export function lockHolder(directory, name) {
  const holder = readHolder(join(directory, name));
  return holder && identityOf(holder.pid) === holder.identity ? holder.pid : null;
}

/** @param {unknown} error */
export function isDirectoryInUse(error) {
  return error instanceof Error && "code" in error && error.code === IN_USE;
}

/**
 * Takes the lock `name` in `directory` (made, for its owner only, where it is missing) until the returned function is
 * called or this process ends, however it ends. Throws an error that `isDirectoryInUse` knows.
 * @param {string} directory
 * @param {string} name
 * @returns {() => void}
 */
export function lockDirectory(directory, name) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, name);
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const mine = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) ?? "" });
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      if (tryLink(draft, path)) return () => release(path, mine);
      const pid = lockHolder(directory, name);
      if (pid !== null) {
        const message = `${directory} is in use by another process (number ${pid}).`;
        throw Object.assign(new Error(message), { code: IN_USE });
      }
      setAside(path, draft);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw Object.assign(new Error(`${directory} is in use by another process.`), { code: IN_USE });
}

/** @param {string} draft @param {string} path */
function tryLink(draft, path) {
  try {
    linkSync(draft, path); // Atomic, and the file has its contents from its first moment.
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a dead holder's lock; by renaming, so that of two who try only one moves a given file.
 * @param {string} path @param {string} draft
 */
function setAside(path, draft) {
  const aside = `${draft}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  // Somebody took the lock between our look and our move: give it back.
  if (moved && identityOf(moved.pid) === moved.identity) tryLink(aside, path);
  rmSync(aside, { force: true });
}

/** @param {string} path @param {string} mine */
function release(path, mine) {
  try {
    if (readFileSync(path, "utf8") === mine) rmSync(path, { force: true });
  } catch {
    // Already gone, with its directory perhaps.
  }
}
