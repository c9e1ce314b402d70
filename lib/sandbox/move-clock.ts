import type { Deps } from "../deps";
import { err, ok, type Result } from "../result";
import type { SandboxClock, SandboxControl } from "./control";
import type { SandboxRefusal } from "./refusal";
import { tellOfSandbox } from "./sandbox-store";

type Parts = Pick<Deps, "by" | "clock">;

const HOUR_MS = 3_600_000;
/** How far the panel moves the providers' clock at once. */
export const CLOCK_STEPS_MS = {
  "15min": HOUR_MS / 4,
  "1day": 24 * HOUR_MS,
  "7days": 7 * 24 * HOUR_MS,
} as const;
export type ClockStep = keyof typeof CLOCK_STEPS_MS;

export const isClockStep = (text: string): text is ClockStep => Object.hasOwn(CLOCK_STEPS_MS, text);

/**
 * Moves the providers' clock; Kassa's own goes on by real time, since nothing in it may know that it is tested. `nonce` makes
 * a double click one move.
 */
export async function moveClock(
  parts: Parts,
  control: SandboxControl,
  { step, nonce }: { step: ClockStep; nonce: string },
): Promise<Result<SandboxClock, SandboxRefusal>> {
  if (nonce === "") return err({ code: "nothing_chosen" });
  const byMs = CLOCK_STEPS_MS[step];
  const moved = await control.advanceClock(byMs, nonce);
  if (!moved.ok) return moved;
  const { offsetMs } = moved.value;
  if (moved.value.isNew) await tell(parts, [offsetMs - byMs, offsetMs]);
  return ok(moved.value);
}

/** Back to real time. Safe to repeat. */
export async function returnClock(
  parts: Parts,
  control: SandboxControl,
): Promise<Result<SandboxClock, SandboxRefusal>> {
  const before = await control.readClock();
  if (!before.ok) return before;
  const moved = await control.resetClock();
  if (!moved.ok) return moved;
  if (moved.value.isNew) await tell(parts, [before.value.offsetMs, 0]);
  return ok(moved.value);
}

const tell = ({ by, clock }: Parts, offsetMs: readonly [number, number]) =>
  tellOfSandbox("clock", "clock", {
    name: "sandbox.clock_moved",
    changes: { offset_ms: [...offsetMs] },
    by,
    now: clock.now(),
  });
