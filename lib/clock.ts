/** Time comes in through this, so that the simulation can drive it. */
export type Clock = {
  now(): Date;
  sleep(ms: number): Promise<void>;
  deadline(ms: number): AbortSignal;
};

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  deadline: (ms) => AbortSignal.timeout(ms),
};
