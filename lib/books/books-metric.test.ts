import { describe, expect, it } from "vitest";
import { metricsText } from "./books-metric";

const check = (id: string, violationsCount: number) => ({
  id,
  title: "",
  violations: [],
  violationsCount,
  durationMs: 1,
});

describe("the metric of the books", () => {
  it("has a line for each invariant, with how many rows break it", () => {
    const text = metricsText({
      at: new Date("2026-11-20T10:00:00.900Z"),
      checks: [check("I1", 0), check("I12", 3)],
    });
    expect(text).toContain('kassa_invariant_violations{invariant="I1"} 0\n');
    expect(text).toContain('kassa_invariant_violations{invariant="I12"} 3\n');
    expect(text).toMatch(/kassa_invariants_checked_timestamp_seconds 1795168800\n$/);
  });

  it("says that nobody has looked yet, instead of that all is well", () => {
    const text = metricsText(null);
    expect(text).not.toContain("kassa_invariant_violations{");
    expect(text).toContain("kassa_invariants_checked_timestamp_seconds 0");
  });
});
