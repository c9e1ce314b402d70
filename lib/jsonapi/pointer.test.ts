import { describe, expect, it } from "vitest";
import { attributeError, relationshipError } from "./api-error";
import { nameAt, pointerTo } from "./pointer";

describe("a pointer", () => {
  it.each([
    [["data", "attributes", "name"], "/data/attributes/name"],
    [["data", "a/b", "c~d"], "/data/a~1b/c~0d"],
    [["data", "~1"], "/data/~01"],
    [["data", "list", 0, ""], "/data/list/0/"],
  ])("to %j is %s, and says its name", (names, pointer) => {
    expect(pointerTo(...names)).toBe(pointer);
    expect(nameAt(pointer)).toBe(names.at(-1));
  });

  it("of an error leads to the member, whatever its name is", () => {
    expect(attributeError("a/b", "is unknown", "unknown")).toMatchObject({
      detail: "a/b - is unknown",
      source: { pointer: "/data/attributes/a~1b" },
    });
    expect(relationshipError("~", "is unknown", "unknown")).toMatchObject({
      detail: "~ - is unknown",
      source: { pointer: "/data/relationships/~0" },
    });
  });
});
