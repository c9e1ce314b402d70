import { describe, expect, it } from "vitest";
import { createRate } from "./api-rate";

const at = (ms: number) => new Date(1_800_000_000_000 + ms);
const spend = (rate: ReturnType<typeof createRate>, count: number, ms: number, key = "a") =>
  Array.from({ length: count }, () => rate.take(key, at(ms)).allowed).filter(Boolean).length;

describe("a high limit over a sliding window", () => {
  it("lets so many through, counts addresses apart, and says how many are left", () => {
    const rate = createRate({ requests: 10, windowMs: 1_000 });
    expect(rate.take("a", at(0))).toEqual({ allowed: true, remaining: 9, retryAfterSeconds: 0 });
    expect(spend(rate, 20, 0)).toBe(9);
    expect(spend(rate, 20, 0, "b")).toBe(10);
    expect(rate.take("a", at(0))).toMatchObject({ allowed: false, remaining: 0 });
  });

  it("has no edge at which twice as many pass", () => {
    const rate = createRate({ requests: 100, windowMs: 1_000 });
    expect(spend(rate, 200, 999)).toBe(100);
    expect(spend(rate, 200, 1_001)).toBe(0);
    expect(spend(rate, 200, 1_500)).toBe(50);
    expect(spend(rate, 200, 3_000)).toBe(100);
  });

  it("tells a wait after which one passes", () => {
    const rate = createRate({ requests: 60, windowMs: 60_000 });
    for (const start of [30_000, 75_000, 200_000]) {
      spend(rate, 100, start);
      const { retryAfterSeconds } = rate.take("a", at(start));
      expect(retryAfterSeconds).toBeGreaterThan(0);
      expect(rate.take("a", at(start + retryAfterSeconds * 1_000)).allowed).toBe(true);
    }
  });
});
