/**
 * Time limits of provider calls. The SDKs' own are traps: Stripe waits 80 s and repeats twice,
 * Checkout.com's default client ignores its `timeout`. Running out of time means "unknown", never
 * "no".
 */

/** To reach the other side; longer than this, nothing was sent. */
export const CONNECT_TIMEOUT_MS = 1_000;
/** For the whole call, where the gateway's settings name no other. */
export const CALL_TIMEOUT_MS = 10_000;
export const CALL_TIMEOUT_MAX_MS = 60_000;

export type Deadline<T> = { kind: "done"; value: T } | { kind: "timeout" } | { kind: "aborted" };

/**
 * `work`'s value, or that time ran out or the caller gave up first; `work` then goes on unheard.
 * Rejects only when `work` itself rejects in time.
 */
export async function withinDeadline<T>(
  limits: { timeoutMs: number; signal: AbortSignal },
  work: () => Promise<T>,
): Promise<Deadline<T>> {
  const { timeoutMs, signal } = limits;
  if (signal.aborted) return { kind: "aborted" };
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => resolve({ kind: "timeout" })), timeoutMs);
    const onAbort = (): void => settle(() => resolve({ kind: "aborted" }));
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      finish();
    };
    signal.addEventListener("abort", onAbort, { once: true });
    work().then(
      (value) => settle(() => resolve({ kind: "done", value })),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}
