import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ATTEMPT_PAUSE_MS,
  admit,
  beginProbe,
  CIRCUIT_FAILURES_MAX,
  type Circuit,
  CLOSED,
  type Heard,
  observe,
  type Purpose,
  QUESTION_PAUSE_MS,
  wakesOf,
} from "./circuit";

const START_MS = Date.UTC(2026, 10, 20, 12);
const at = (ms: number) => new Date(START_MS + ms);
const options = (ms: number) => ({ now: at(ms), failuresMax: CIRCUIT_FAILURES_MAX });
const failing = (count: number): Circuit => ({ ...CLOSED, failureCount: count, failedAt: at(0) });
const OPEN: Circuit = { ...failing(31), state: "open", openedAt: at(0) };
const HALF_OPEN: Circuit = { ...OPEN, state: "half_open", probedAt: at(5_000) };

describe("the machine of a circuit", () => {
  it.each([
    ["closed", CLOSED, "answered", "closed", 0],
    ["closed", CLOSED, "failed", "closed", 1],
    ["closed after 29", failing(29), "failed", "closed", 30],
    ["closed after 30", failing(30), "failed", "open", 31],
    ["closed after 30", failing(30), "answered", "closed", 0],
    ["open", OPEN, "failed", "open", 31],
    ["open", OPEN, "answered", "closed", 0],
    ["half-open", HALF_OPEN, "failed", "open", 32],
    ["half-open", HALF_OPEN, "answered", "closed", 0],
  ] as const)("%s %o, %s: is %s, after %i failures", (_, from, heard, state, failureCount) => {
    expect(observe(from, heard, options(6_000))).toMatchObject({ state, failureCount });
  });

  it("gives back the same object where nothing changes, so that nothing is written", () => {
    expect(observe(CLOSED, "answered", options(1))).toBe(CLOSED);
    expect(observe(OPEN, "failed", options(1))).toBe(OPEN);
  });

  it.each([
    ["question", OPEN, QUESTION_PAUSE_MS - 1, "wait"],
    ["question", OPEN, QUESTION_PAUSE_MS, "probe"],
    ["attempt", OPEN, ATTEMPT_PAUSE_MS - 1, "wait"],
    ["attempt", OPEN, ATTEMPT_PAUSE_MS, "probe"],
    ["question", HALF_OPEN, QUESTION_PAUSE_MS, "wait"],
    ["question", HALF_OPEN, 2 * QUESTION_PAUSE_MS, "probe"],
    ["attempt", HALF_OPEN, ATTEMPT_PAUSE_MS, "probe"],
    ["attempt", CLOSED, 0, "pass"],
    ["question", failing(30), 0, "pass"],
  ] as const)("lets a %s through %o after %i ms: %s", (purpose, circuit, ms, kind) => {
    expect(admit(circuit, purpose, at(ms)).kind).toBe(kind);
  });

  it("asks ahead of the schedule only after a failure, with a pause, and not for ever", () => {
    expect(beginProbe(CLOSED, at(60_000))).toBeNull();
    expect(beginProbe(failing(1), at(QUESTION_PAUSE_MS - 1))).toBeNull();
    const probed = beginProbe(failing(1), at(QUESTION_PAUSE_MS));
    expect(probed).toMatchObject({ state: "closed", probedAt: at(QUESTION_PAUSE_MS) });
    expect(beginProbe(probed ?? CLOSED, at(QUESTION_PAUSE_MS + 1))).toBeNull();
    expect(beginProbe(failing(1), at(25 * 3_600_000))).toBeNull();
    expect(beginProbe(OPEN, at(QUESTION_PAUSE_MS))).toMatchObject({ state: "half_open" });
  });

  it("wakes everything after an outage, and what is unknown after a moment's failure", () => {
    expect(wakesOf(CLOSED, CLOSED)).toBe("none");
    expect(wakesOf(failing(1), CLOSED)).toBe("unknown");
    expect(wakesOf(failing(3), CLOSED)).toBe("all");
    expect(wakesOf(OPEN, CLOSED)).toBe("all");
    expect(wakesOf(OPEN, HALF_OPEN)).toBe("none");
  });
});

type Step = { afterMs: number } & ({ do: "hear"; heard: Heard } | { do: "ask"; purpose: Purpose });
const steps = fc.array(
  fc.oneof(
    fc.record({
      afterMs: fc.nat(20_000),
      do: fc.constant("hear" as const),
      heard: fc.constantFrom<Heard>("failed", "failed", "failed", "answered"),
    }),
    fc.record({
      afterMs: fc.nat(20_000),
      do: fc.constant("ask" as const),
      purpose: fc.constantFrom<Purpose>("attempt", "question"),
    }),
  ),
  { maxLength: 120 },
);

/** Goes through the steps, and tells of each what it came from. */
function* walk(all: readonly Step[], failuresMax: number) {
  let circuit = CLOSED;
  let ms = 0;
  for (const step of all) {
    ms += step.afterMs;
    const before = circuit;
    const now = at(ms);
    let admitted: "pass" | "probe" | "wait" | null = null;
    if (step.do === "hear") circuit = observe(circuit, step.heard, { now, failuresMax });
    else {
      const admission = admit(circuit, step.purpose, now);
      admitted = admission.kind;
      if (admission.kind === "probe") circuit = admission.circuit;
    }
    yield { step, before, after: circuit, admitted, ms };
  }
}

describe("whatever happens to a circuit", () => {
  it("opens only by more failures in a row than it allows, and any answer closes it", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 8 }), (all, failuresMax) => {
        let inRow = 0;
        for (const { step, before, after } of walk(all, failuresMax)) {
          if (step.do === "hear") inRow = step.heard === "failed" ? inRow + 1 : 0;
          if (after.state !== "closed") expect(inRow).toBeGreaterThan(failuresMax);
          if (after.state === "closed") expect(after.failureCount).toBe(inRow);
          if (step.do === "ask") expect(after.failureCount).toBe(before.failureCount);
        }
      }),
    );
  });

  it("lets through one attempt and one question a pause while it is not closed", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const last = { attempt: Number.NEGATIVE_INFINITY, question: Number.NEGATIVE_INFINITY };
        for (const { step, before, admitted, ms } of walk(all, 2)) {
          if (step.do !== "ask") continue;
          if (before.state === "closed") expect(admitted).toBe("pass");
          if (admitted !== "probe") continue;
          const pauseMs = step.purpose === "attempt" ? ATTEMPT_PAUSE_MS : QUESTION_PAUSE_MS;
          expect(ms - last[step.purpose]).toBeGreaterThanOrEqual(pauseMs);
          last[step.purpose] = ms;
        }
      }),
    );
  });

  it("is asked again sooner or later, so that no person has to close it", () => {
    for (const circuit of [OPEN, HALF_OPEN]) {
      for (const purpose of ["attempt", "question"] as const) {
        expect(admit(circuit, purpose, at(3_600_000)).kind).toBe("probe");
      }
    }
  });
});
