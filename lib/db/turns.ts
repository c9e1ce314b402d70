/** More than this waiting is more than anybody will wait for. */
const WAITING_MAX = 5_000;

/**
 * Lets new work begin only while the database has a connection to spare, first come first served. What has begun then ends
 * soon; without it, a crowd makes each step of everybody wait for a step of everybody else. Work that waits for a provider
 * holds no connection, so a slow provider takes nobody's turn.
 */
export class Turns {
  readonly #spare: () => number;
  readonly #waiting: (() => void)[] = [];
  #isLooking = false;

  /** `spare`: how many connections nobody uses or waits for. */
  constructor(spare: () => number) {
    this.#spare = spare;
  }

  /** Resolves when it is one's turn; false, at once, when too many wait. */
  async take(): Promise<boolean> {
    if (this.#waiting.length === 0 && this.#spare() > 0) return true;
    if (this.#waiting.length >= WAITING_MAX) return false;
    await new Promise<void>((begin) => {
      this.#waiting.push(begin);
      this.#lookSoon();
    });
    return true;
  }

  #lookSoon(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    setImmediate(() => {
      this.#isLooking = false;
      for (let spare = this.#spare(); spare > 0; spare--) this.#waiting.shift()?.();
      if (this.#waiting.length > 0) this.#lookSoon();
    });
  }
}
