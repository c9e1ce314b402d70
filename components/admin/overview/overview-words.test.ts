import { describe, expect, it } from "vitest";
import {
  counted,
  growthWords,
  lineMoney,
  percentText,
  pointsWords,
  signed,
} from "./overview-words";

describe("the overview's words", () => {
  it("compare with the period before, and say so where there was nothing", () => {
    expect(growthWords({ now: 1082, before: 1000 })).toEqual({ text: "+8.2%", tone: "up" });
    expect(growthWords({ now: 0, before: 1000 })).toEqual({ text: "−100.0%", tone: "down" });
    expect(growthWords({ now: 5, before: 5 })).toEqual({ text: "±0.0%", tone: null });
    expect(growthWords({ now: 5, before: 0 })).toBeNull();
  });

  it("count acceptance in points", () => {
    const acceptance = { answered: { now: 4, before: 2 }, accepted: { now: 3, before: 2 } };
    expect(pointsWords(acceptance)).toEqual({ text: "−25.0", tone: "down" });
    expect(percentText(1036, 1109)).toBe("93.4%");
    expect(percentText(0, 0)).toBe("–");
    expect(signed(-0.04)).toBe("±0.0");
  });

  it("keep a chart's lines short, in the currency's own units", () => {
    expect(lineMoney(250_000, "EUR")).toBe("€2,500");
    expect(lineMoney(250_000, "JPY")).toBe("¥250,000");
    expect(lineMoney(1_250_000_000, "EUR")).toBe("€12.5M");
    expect(counted(1, "refund")).toBe("1 refund");
    expect(counted(1200, "refund")).toBe("1,200 refunds");
  });
});
