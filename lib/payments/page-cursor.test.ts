import { describe, expect, it } from "vitest";
import { cursorText, directionOf, pageOf, parseCursor } from "./page-cursor";

const row = (second: number) => ({ id: `row${second}`, createdAt: new Date(second * 1000) });
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

describe("cursors", () => {
  it("survive the way into an address and back", () => {
    const cursor = row(1_700_000_000);
    expect(parseCursor(cursorText(cursor))).toEqual(cursor);
  });
  it.each([undefined, "", "x", "1.", ".a", "1.a b", "1.a'--", "-1.a", "9".repeat(16).concat(".a")])(
    "of another form are none: %j",
    (text) => {
      expect(parseCursor(text)).toBeNull();
    },
  );
  it("choose one direction", () => {
    const text = cursorText(row(5));
    expect(directionOf({ older: text })).toEqual({ kind: "older", than: row(5) });
    expect(directionOf({ newer: text })).toEqual({ kind: "newer", than: row(5) });
    expect(directionOf({ older: text, newer: text })).toEqual({ kind: "newest" });
    expect(directionOf({})).toEqual({ kind: "newest" });
  });
});

describe("pages of two", () => {
  it("begins with the newest, and leads on only where there is more", () => {
    const more = pageOf([row(9), row(8), row(7)], { kind: "newest" }, 2);
    expect(ids(more.rows)).toEqual(["row9", "row8"]);
    expect(more).toMatchObject({ olderCursor: cursorText(row(8)), newerCursor: null });
    const all = pageOf([row(9), row(8)], { kind: "newest" }, 2);
    expect(all).toMatchObject({ olderCursor: null, newerCursor: null });
  });
  it("leads back from an older page", () => {
    const page = pageOf([row(7)], { kind: "older", than: row(8) }, 2);
    expect(page).toMatchObject({ olderCursor: null, newerCursor: cursorText(row(7)) });
  });
  it("turns a newer page, read oldest first, round", () => {
    const page = pageOf([row(5), row(6), row(7)], { kind: "newer", than: row(4) }, 2);
    expect(ids(page.rows)).toEqual(["row6", "row5"]);
    expect(page).toMatchObject({
      olderCursor: cursorText(row(5)),
      newerCursor: cursorText(row(6)),
    });
  });
  it("has no cursor without rows", () => {
    const page = pageOf([], { kind: "older", than: row(1) }, 2);
    expect(page).toEqual({ rows: [], olderCursor: null, newerCursor: null });
  });
});
