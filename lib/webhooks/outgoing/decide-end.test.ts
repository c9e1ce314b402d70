import { describe, expect, it } from "vitest";
import { decideEnd, decideUnsent, PAUSES_MS } from "./decide-end";

const now = new Date("2026-11-21T12:00:00Z");
const at = { now, spread: 0 };
const failed = { status: 500, message: "Internal Server Error" };

describe("the end of an attempt", () => {
  it.each([200, 201, 204, 299])("%i is delivered", (status) => {
    expect(decideEnd({ retriesLeft: 0 }, { status, message: "OK" }, at)).toEqual({
      state: "delivered",
      nextAttemptAt: null,
      responseCode: String(status),
      responseMessage: "OK",
      circuit: "success",
    });
  });

  it.each([199, 301, 400, 410, 500, null])("%s is tried again", (status) => {
    const end = decideEnd({ retriesLeft: 10 }, { status, message: "no" }, at);
    expect(end).toMatchObject({ state: "pending", circuit: "failure", responseMessage: "no" });
    expect(end.responseCode).toBe(status === null ? null : String(status));
  });

  it("waits longer each time, for ten retries within a day and a half, and is then dead", () => {
    const pauses: number[] = [];
    for (let retriesLeft = 10; retriesLeft > 0; retriesLeft--) {
      const { state, nextAttemptAt } = decideEnd({ retriesLeft }, failed, at);
      expect(state).toBe("pending");
      pauses.push(Number(nextAttemptAt) - now.getTime());
    }
    expect(pauses).toEqual(PAUSES_MS);
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.reduce((sum, each) => sum + each)).toBeLessThan(36 * 3_600_000);
    expect(decideEnd({ retriesLeft: 0 }, failed, at)).toMatchObject({
      state: "dead",
      nextAttemptAt: null,
    });
  });

  it("spreads what failed together over a quarter more of the pause", () => {
    const latest = decideEnd({ retriesLeft: 10 }, failed, { now, spread: 1 });
    expect(Number(latest.nextAttemptAt) - now.getTime()).toBe(12_500);
  });

  it("says nothing of a receiver that was never called", () => {
    const end = decideUnsent({ retriesLeft: 0 }, "What it is about is gone.", at);
    expect(end).toMatchObject({ state: "dead", circuit: null, responseCode: null });
  });
});
