import type { Clock } from "../clock";

/** Waits, and no longer once `signal` is aborted. */
export async function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  let wake = () => {};
  const ended = new Promise<void>((resolve) => {
    wake = resolve;
  });
  signal.addEventListener("abort", wake, { once: true });
  await Promise.race([clock.sleep(ms), ended]);
  signal.removeEventListener("abort", wake);
}
