import { describe, expect, it } from "vitest";
import { readDays } from "./desk-period";

const BERLIN = { today: "2026-11-21", timeZone: "Europe/Berlin" };

describe("the days of a run", () => {
  it("are whole days where the organization is, the last one too", () => {
    expect(readDays({ from: "2026-10-25", to: "2026-10-25" }, BERLIN)).toEqual({
      ok: true,
      // The day on which the clocks are put back has 25 hours.
      value: { from: new Date("2026-10-24T22:00:00Z"), to: new Date("2026-10-25T23:00:00Z") },
    });
  });

  it.each([
    ["", "2026-11-20", "from"],
    ["2026-02-30", "2026-11-20", "from"],
    ["2026-11-20", "tomorrow", "to"],
    ["2026-11-20", "2026-11-22", "to"],
    ["2026-11-21", "2026-11-20", "from"],
    ["2026-08-01", "2026-11-20", "from"],
  ])("say which is to be mended: %s to %s", (from, to, field) => {
    expect(readDays({ from, to }, BERLIN)).toMatchObject({ ok: false, error: { field } });
  });
});
