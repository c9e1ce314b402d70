import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linesFor, share } from "./scale";

describe("the lines of a chart", () => {
  it("stand at round figures", () => {
    expect(linesFor(247_710, { grain: 100 })).toEqual([50_000, 100_000, 150_000, 200_000, 250_000]);
    expect(linesFor(31)).toEqual([10, 20, 30, 40]);
    expect(linesFor(3, { grain: 100 })).toEqual([100]);
    expect(linesFor(0, { grain: 100 })).toEqual([100]);
  });

  it("are few, reach the highest figure, and are whole multiples of the grain", () => {
    const given = fc.record({
      max: fc.integer({ min: 0, max: 9_007_199_254 }),
      grain: fc.constantFrom(1, 100, 1000),
    });
    fc.assert(
      fc.property(given, ({ max, grain }) => {
        const lines = linesFor(max, { grain });
        expect(lines.length).toBeLessThanOrEqual(5);
        expect(lines.at(-1)).toBeGreaterThanOrEqual(max);
        expect(lines.every((line) => line % grain === 0 && line > 0)).toBe(true);
      }),
    );
  });

  it("never let a bar leave its track", () => {
    expect([share(1, 0), share(5, 4), share(-1, 4), share(1, 4)]).toEqual([
      "0.00%",
      "100.00%",
      "0.00%",
      "25.00%",
    ]);
  });
});
