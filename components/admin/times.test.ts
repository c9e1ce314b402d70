import { describe, expect, it } from "vitest";
import { dayOf, relativeTime, shortTime } from "./times";

const at = (text: string) => new Date(text);
const now = at("2026-11-20T14:15:00Z");

describe("relativeTime", () => {
  it.each([
    ["2026-11-20T14:15:30Z", "just now"],
    ["2026-11-20T14:14:01Z", "just now"],
    ["2026-11-20T14:14:00Z", "1 min ago"],
    ["2026-11-20T13:15:01Z", "59 min ago"],
    ["2026-11-20T13:15:00Z", "1 h ago"],
    ["2026-11-19T14:15:01Z", "23 h ago"],
    ["2026-11-19T14:15:00Z", "1 day ago"],
    ["2026-11-10T14:15:00Z", "10 days ago"],
  ])("%s is %s", (then, words) => {
    expect(relativeTime(at(then), now)).toBe(words);
  });
});

describe("shortTime", () => {
  it.each([
    ["2026-11-20T13:03:00Z", "Europe/Berlin", "14:03"],
    ["2026-11-19T23:30:00Z", "Europe/Berlin", "00:30"],
    ["2026-11-19T22:30:00Z", "Europe/Berlin", "19 Nov, 23:30"],
    ["2025-11-20T13:03:00Z", "Europe/Berlin", "20 Nov 2025, 14:03"],
    ["2026-11-20T13:03:00Z", "Asia/Tokyo", "22:03"],
  ])("%s in %s is %s", (then, timeZone, words) => {
    expect(shortTime(at(then), now, timeZone)).toBe(words);
  });
});

it("tells days apart in the shop's zone, not the server's", () => {
  const late = at("2026-11-19T23:30:00Z");
  expect(dayOf(late, "Europe/Berlin")).not.toBe(dayOf(late, "UTC"));
});
