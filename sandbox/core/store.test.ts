import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "./store";

let folder = "";
const journal = (): string => readFileSync(join(folder, "journal.jsonl"), "utf8");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("the store", () => {
  it("remembers what was put when it is opened again without having been closed", () => {
    const first = openStore(folder);
    first.put("a", "1", { n: 1 });
    first.put("a", "2", { n: 2 });
    first.put("a", "1", { n: 3 });
    first.delete("a", "2");
    first.put("b", "1", { n: 4 });
    const second = openStore(folder);
    expect(second.list("a")).toEqual([{ n: 3 }]);
    expect(second.get("b", "1")).toEqual({ n: 4 });
    expect(second.names()).toEqual(["a", "b"]);
  });

  it("writes before it returns", () => {
    const store = openStore(folder);
    store.put("a", "1", { n: 1 });
    expect(journal()).toBe('[["a","1",{"n":1}]]\n');
  });

  it("keeps a batch whole, and drops a torn last write", () => {
    const store = openStore(folder);
    store.batch(() => {
      store.put("a", "1", { n: 1 });
      expect(journal()).toBe("");
      store.put("a", "2", { n: 2 });
    });
    expect(journal().split("\n")).toHaveLength(2);
    appendFileSync(join(folder, "journal.jsonl"), '[["a","3",{"n":3}],["a","4"');
    const again = openStore(folder);
    expect(again.list("a")).toEqual([{ n: 1 }, { n: 2 }]);
    again.put("a", "5", { n: 5 });
    expect(openStore(folder).list("a")).toHaveLength(3);
  });

  it("keeps what a batch changed before it threw", () => {
    const store = openStore(folder);
    const failing = (): void =>
      store.batch(() => {
        store.put("a", "1", { n: 1 });
        throw new Error("declined");
      });
    expect(failing).toThrow("declined");
    expect(openStore(folder).get("a", "1")).toEqual({ n: 1 });
  });

  it("compacts at the start: one line for each thing that lives", () => {
    const store = openStore(folder);
    for (let n = 0; n < 100; n += 1) store.put("a", "1", { n });
    store.put("a", "2", {});
    store.delete("a", "2");
    openStore(folder);
    expect(journal()).toBe('[["a","1",{"n":99}]]\n');
  });

  it("lists in the order of first insertion, also after a restart", () => {
    const store = openStore(folder);
    for (const id of ["c", "a", "b"]) store.put("x", id, { id });
    store.put("x", "c", { id: "c", changed: true });
    const ids = (items: object[]): unknown[] => items.map((item) => "id" in item && item.id);
    expect(ids(store.list("x"))).toEqual(["c", "a", "b"]);
    expect(ids(openStore(folder).list("x"))).toEqual(["c", "a", "b"]);
  });

  it("clears all but what is kept, for good", () => {
    const store = openStore(folder);
    store.put("payments", "1", {});
    store.put("merchants", "1", {});
    store.clear((name) => name === "merchants");
    expect(store.names()).toEqual(["merchants"]);
    expect(openStore(folder).names()).toEqual(["merchants"]);
  });

  it("needs no folder", () => {
    const store = openStore(null);
    store.put("a", "1", { n: 1 });
    expect(store.get("a", "1")).toEqual({ n: 1 });
    store.close();
  });
});
