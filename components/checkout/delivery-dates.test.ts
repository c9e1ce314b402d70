import { describe, expect, it } from "vitest";
import { afterWorkingDays, deliveryDates } from "./delivery-dates";

const timeZone = "Europe/Berlin";
const friday = new Date("2026-11-20T13:03:12Z");
const dates = (daysMin: number | null, daysMax: number | null, from = friday) =>
  deliveryDates({ from, daysMin, daysMax, timeZone });

describe("deliveryDates", () => {
  it("names the month once", () => {
    expect(dates(2, 3)).toBe("Tuesday 24 to Wednesday 25 November");
  });
  it("names both months where they differ", () => {
    expect(dates(5, 7)).toBe("Friday 27 November to Tuesday 1 December");
  });
  it("names one day once", () => {
    expect(dates(1, 1)).toBe("Monday 23 November");
    expect(dates(null, 1)).toBe("Monday 23 November");
  });
  it("promises nothing where the method does not", () => {
    expect(dates(null, null)).toBeNull();
  });
  it("never promises today or a weekend", () => {
    const next = afterWorkingDays(friday, 0, timeZone);
    expect(next.toISOString().slice(0, 10)).toBe("2026-11-23");
  });
});
