import { describe, expect, it } from "vitest";
import { daysOf, periodOf, weekOf } from "./report-days";

describe("the days of a report", () => {
  it("end with today where the organization is, and are as many as those before", () => {
    const late = new Date("2026-11-20T23:30:00Z");
    expect(periodOf(30, late, "Europe/Berlin")).toEqual({
      span: 30,
      from: "2026-10-23",
      to: "2026-11-21",
      before: "2026-09-23",
    });
    expect(periodOf(1, late, "America/New_York")).toMatchObject({
      from: "2026-11-20",
      to: "2026-11-20",
      before: "2026-11-19",
    });
  });

  it("are all the calendar's, also where the clocks change", () => {
    const period = periodOf(7, new Date("2026-10-28T12:00:00Z"), "Europe/Berlin");
    expect(daysOf(period)).toEqual([22, 23, 24, 25, 26, 27, 28].map((day) => `2026-10-${day}`));
  });

  it("belong to the week that begins on Monday", () => {
    expect(weekOf("2026-11-22")).toBe("2026-11-16");
    expect(weekOf("2026-11-16")).toBe("2026-11-16");
  });
});
