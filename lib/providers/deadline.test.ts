import { describe, expect, it } from "vitest";
import { withinDeadline } from "./deadline";

const limits = (timeoutMs: number, signal = new AbortController().signal) => ({
  timeoutMs,
  signal,
});

describe("withinDeadline", () => {
  it("answers with what came in time", async () => {
    expect(await withinDeadline(limits(100), async () => 7)).toEqual({ kind: "done", value: 7 });
  });

  it("says that time ran out", async () => {
    expect(await withinDeadline(limits(10), () => new Promise(() => undefined))).toEqual({
      kind: "timeout",
    });
  });

  it("says that the caller gave up, before and during", async () => {
    const caller = new AbortController();
    const waiting = withinDeadline(
      limits(1_000, caller.signal),
      () => new Promise(() => undefined),
    );
    caller.abort();
    expect(await waiting).toEqual({ kind: "aborted" });
    let started = false;
    const late = withinDeadline(limits(1_000, caller.signal), async () => {
      started = true;
    });
    expect(await late).toEqual({ kind: "aborted" });
    expect(started).toBe(false);
  });

  it("passes an error on", async () => {
    await expect(
      withinDeadline(limits(100), () => Promise.reject(new Error("no"))),
    ).rejects.toThrow("no");
  });
});
