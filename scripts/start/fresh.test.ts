import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "kassa-fresh-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** In a module of its own each time: one process reads a file once. */
async function hash(): Promise<string> {
  vi.resetModules();
  const { sourcesHash } = await import("./fresh.mjs");
  return sourcesHash(root, join(root, "data"));
}

describe("what the app is made from", () => {
  it.each(["app/page.tsx", "app/styles/base.css", "lib/money/money.ts", "next.config.js"])(
    "is another where %s is",
    async (path) => {
      write(path, "before");
      const before = await hash();
      expect(await hash()).toBe(before);
      write(path, "after");
      expect(await hash()).not.toBe(before);
    },
  );

  it.each([
    "start.log",
    "data/demo.json",
    ".env",
    "docs/road.ts",
    "e2e/facts.ts",
    "tests/shop.ts",
    "simulation/world.ts",
    "sandbox/main.ts",
    "lib/money/money.test.ts",
    "lib/README.md",
  ])("is the same where %s is another", async (path) => {
    write("app/page.tsx", "page");
    const before = await hash();
    write(path, "something");
    expect(await hash()).toBe(before);
  });
});
