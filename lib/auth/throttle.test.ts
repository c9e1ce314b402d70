import { describe, expect, it } from "vitest";
import { laterOf, minutesUntil, retryAtOf, SIGN_IN_LIMITS, throttleKey } from "./throttle";

const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const resetsAt = at("12:15:00");

describe("throttling failed sign-ins", () => {
  it("hears five tries of an account and refuses the sixth until the window ends", () => {
    const answers = [1, 2, 3, 4, 5, 6, 7].map((count) =>
      retryAtOf({ count, resetsAt }, SIGN_IN_LIMITS.account),
    );
    expect(answers).toEqual([null, null, null, null, null, resetsAt, resetsAt]);
    expect(SIGN_IN_LIMITS.account.windowMs).toBe(900_000);
  });

  it("waits for the later of two limits", () => {
    expect(laterOf(null, null)).toBeNull();
    expect(laterOf(at("12:01:00"), null)).toEqual(at("12:01:00"));
    expect(laterOf(null, at("12:01:00"))).toEqual(at("12:01:00"));
    expect(laterOf(at("12:01:00"), at("12:02:00"))).toEqual(at("12:02:00"));
    expect(laterOf(at("12:02:00"), at("12:01:00"))).toEqual(at("12:02:00"));
  });

  it.each([
    ["12:00:00", 15],
    ["12:00:01", 15],
    ["12:14:00", 1],
    ["12:14:59", 1],
    ["12:16:00", 1],
  ])("rounds the wait up to whole minutes: at %s %i", (now, minutes) => {
    expect(minutesUntil(resetsAt, at(now))).toBe(minutes);
  });

  it("names accounts and addresses apart, and holds neither in the clear", () => {
    const key = throttleKey("account", "ines@halden.example");
    expect(key).toMatch(/^sign_in:account:[\w-]{43}$/);
    expect(throttleKey("address", "ines@halden.example")).not.toBe(key);
    expect(throttleKey("account", "ines@halden.example")).toBe(key);
  });
});
