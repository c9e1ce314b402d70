import { Agenda } from "./agenda";
import { Fiber } from "./fiber";
import type { Random } from "./random";

/** A fiber that awaits something outside of the simulation would never come back. */
const TURNS_MAX = 10_000;

/**
 * Runs everything that happens in one simulated world, one thing at a time, in an order that the seed alone decides.
 * Time is virtual: it jumps to whatever comes next.
 */
export class Scheduler {
  nowMs: number;
  /** How many things have happened. */
  steps = 0;
  /** Fibers that are neither waiting nor ended. */
  running = 0;
  readonly random: Random;
  readonly #agenda = new Agenda();

  constructor(random: Random, startMs: number) {
    this.random = random;
    this.nowMs = startMs;
  }

  /** `happen` is done `delayMs` from now. */
  after(delayMs: number, happen: () => void): void {
    this.#agenda.add(this.nowMs + Math.max(0, delayMs), happen);
  }

  /** Starts work that may be killed by `fiber.kill()`; it begins at once, in its turn. */
  spawn(work: (fiber: Fiber) => Promise<void>): Fiber {
    const fiber = new Fiber(this);
    this.after(0, () => {
      if (fiber.isOver) return;
      this.running += 1;
      work(fiber).then(
        () => fiber.end(null),
        (error: unknown) => fiber.end(error),
      );
    });
    return fiber;
  }

  /** Until nothing is left to happen, or `goesOn`, asked after every step, answers false. */
  async run(goesOn: () => boolean): Promise<void> {
    for (let next = this.#agenda.take(); next; next = this.#agenda.take()) {
      this.nowMs = Math.max(this.nowMs, next.atMs);
      this.steps += 1;
      next.happen();
      await this.#settle();
      if (!goesOn()) return;
    }
  }

  /** Lets what was woken run on until it waits again or ends. Everything a fiber awaits is a wait of ours. */
  async #settle(): Promise<void> {
    for (let turn = 0; this.running > 0; turn++) {
      if (turn > TURNS_MAX) throw new Error("A fiber waits for something outside the simulation.");
      await null;
    }
  }
}
