// One look for news a process, however many pages listen: what was written to the history since.
import type { Clock } from "../clock";

const PAUSE_MS = 2_000;
/** Sequences are given before their commits: a smaller one may be seen later. So long is looked back for it. */
const LATE_MS = 10_000;
const READ_MAX = 2_000;

export type NewsRow = { sequence: bigint; orderId: string };
export type ReadNews = (after: bigint, limit: number) => Promise<readonly NewsRow[]>;
export type NewsSource = {
  /** The newest sequence there is; 0 before any. */
  newest: () => Promise<bigint>;
  read: ReadNews;
};
/** Told the orders whose payments something happened to. */
export type Listener = (orderIds: readonly string[]) => void;

export class News {
  readonly #listeners = new Set<Listener>();
  readonly #source: NewsSource;
  readonly #clock: Clock;
  readonly #onError: (error: unknown) => void;
  #isRunning = false;

  constructor(source: NewsSource, clock: Clock, onError: (error: unknown) => void) {
    this.#source = source;
    this.#clock = clock;
    this.#onError = onError;
  }

  get listenersCount(): number {
    return this.#listeners.size;
  }

  /** From now on; the returned function ends it. Nothing is asked while nobody listens. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (!this.#isRunning) void this.#run();
    return () => void this.#listeners.delete(listener);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    let reading: Reading | null = null;
    while (this.#listeners.size > 0) {
      try {
        reading ??= await Reading.from(this.#source, this.#clock.now());
        this.#tell(await reading.fresh(this.#source.read, this.#clock.now()));
      } catch (error) {
        this.#onError(error);
      }
      await this.#clock.sleep(PAUSE_MS);
    }
    this.#isRunning = false;
  }

  #tell(orderIds: readonly string[]): void {
    if (orderIds.length === 0) return;
    for (const listener of [...this.#listeners]) listener(orderIds);
  }
}

/** Where the reading stands: all up to `floor` is over, of what is above it these were seen, and when. */
class Reading {
  #floor: bigint;
  readonly #seen = new Map<bigint, number>();

  private constructor(floor: bigint) {
    this.#floor = floor;
  }

  static async from({ newest, read }: NewsSource, now: Date): Promise<Reading> {
    const end = await newest();
    const reading = new Reading(end > 200n ? end - 200n : 0n);
    // What is there already is no news; what fills a gap among it later is.
    for (const { sequence } of await read(reading.#floor, READ_MAX)) {
      reading.#seen.set(sequence, now.getTime());
    }
    return reading;
  }

  async fresh(read: ReadNews, now: Date): Promise<readonly string[]> {
    const rows = await read(this.#floor, READ_MAX);
    const fresh = rows.filter(({ sequence }) => !this.#seen.has(sequence));
    for (const { sequence } of fresh) this.#seen.set(sequence, now.getTime());
    const isFull = rows.length >= READ_MAX;
    for (const [sequence, seenMs] of this.#seen) {
      const isOver = isFull || now.getTime() - seenMs >= LATE_MS;
      if (isOver && sequence > this.#floor) this.#floor = sequence;
    }
    for (const sequence of this.#seen.keys()) {
      if (sequence <= this.#floor) this.#seen.delete(sequence);
    }
    return [...new Set(fresh.map(({ orderId }) => orderId))];
  }
}
