import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isDirectoryInUse, lockDirectory, lockHolder } from "./embedded-lock.mjs";

const NAME = "test.lock";
const MODULE = new URL("./embedded-lock.mjs", import.meta.url).href;
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "kassa-lock-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Another process that takes the lock and stays; resolves when it has it. */
async function otherHolder() {
  const program = `
    import { lockDirectory } from ${JSON.stringify(MODULE)};
    lockDirectory(${JSON.stringify(directory)}, ${JSON.stringify(NAME)});
    console.log("held");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((done) => child.stdout.once("data", done));
  const kill = async () => {
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  };
  return { pid: child.pid ?? 0, kill };
}

describe("the lock of a directory", () => {
  it("is free again once it is released", () => {
    const release = lockDirectory(directory, NAME);
    expect(lockHolder(directory, NAME)).toBe(process.pid);
    release();
    expect(lockHolder(directory, NAME)).toBeNull();
    lockDirectory(directory, NAME)();
    expect(readdirSync(directory)).toEqual([]);
  });

  it("refuses a second holder, in this process and in another", async () => {
    const other = await otherHolder();
    try {
      expect(lockHolder(directory, NAME)).toBe(other.pid);
      let refusal: unknown;
      try {
        lockDirectory(directory, NAME);
      } catch (error) {
        refusal = error;
      }
      expect(isDirectoryInUse(refusal)).toBe(true);
      expect(String(refusal)).toContain(String(other.pid));
    } finally {
      await other.kill();
    }
    const release = lockDirectory(directory, NAME);
    expect(() => lockDirectory(directory, NAME)).toThrow("in use");
    release();
  });

  it("ends with its holder, however that ends", async () => {
    const other = await otherHolder();
    await other.kill();
    expect(existsSync(join(directory, NAME))).toBe(true);
    expect(lockHolder(directory, NAME)).toBeNull();
    lockDirectory(directory, NAME)();
  });

  it("is not held by a later process with the same number", () => {
    lockDirectory(directory, NAME);
    const held = JSON.parse(readFileSync(join(directory, NAME), "utf8"));
    writeFileSync(join(directory, NAME), JSON.stringify({ ...held, identity: "an earlier life" }));
    lockDirectory(directory, NAME)();
  });

  it("is free where its file is spoilt", () => {
    writeFileSync(join(directory, NAME), "{");
    lockDirectory(directory, NAME)();
  });

  it("makes the directory for its owner only", () => {
    const made = join(directory, "new", "data");
    lockDirectory(made, NAME)();
    expect(readdirSync(made)).toEqual([]);
  });

  it("is taken by one of many that begin at once", async () => {
    const program = `
      import { lockDirectory } from ${JSON.stringify(MODULE)};
      try { lockDirectory(${JSON.stringify(directory)}, ${JSON.stringify(NAME)}); console.log("held"); }
      catch { console.log("refused"); }
      setTimeout(() => {}, 3000);`;
    const words = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        const word = await new Promise<string>((done) =>
          child.stdout.once("data", (chunk) => done(String(chunk).trim())),
        );
        return { word, child };
      }),
    );
    expect(words.filter(({ word }) => word === "held")).toHaveLength(1);
    for (const { child } of words) child.kill("SIGKILL");
  }, 30_000);
});
