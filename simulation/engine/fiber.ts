import type { Scheduler } from "./scheduler";

/**
 * One line of work: a request in an app process, a job, a person. It waits only through its own methods, so that a kill
 * takes effect wherever it waits: nothing after that point ever happens.
 */
export class Fiber {
  isOver = false;
  /** Set when the work threw: a bug, or a broken constraint. */
  error: unknown = null;
  readonly #scheduler: Scheduler;
  readonly #whenOver: (() => void)[] = [];

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Waits for a while of virtual time. */
  sleep(delayMs: number): Promise<void> {
    return this.wait((wake) => this.#scheduler.after(delayMs, wake));
  }

  /** Waits until `wake` is called; a second call does nothing. */
  wait(begin: (wake: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      this.#scheduler.running -= 1;
      let isWaiting = true;
      begin(() => {
        if (!isWaiting || this.isOver) return;
        isWaiting = false;
        this.#scheduler.running += 1;
        resolve();
      });
    });
  }

  /** Waits until another is over, by its end or by a kill. */
  join(other: Fiber): Promise<void> {
    return this.wait((wake) => other.#onOver(() => this.#scheduler.after(0, wake)));
  }

  /** As a process that is killed: what it waited for never comes. Only for a fiber that waits. */
  kill(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const tell of this.#whenOver) tell();
  }

  /** For the scheduler: the work is done. */
  end(error: unknown): void {
    this.#scheduler.running -= 1;
    this.isOver = true;
    this.error = error;
    for (const tell of this.#whenOver) tell();
  }

  #onOver(tell: () => void): void {
    if (this.isOver) tell();
    else this.#whenOver.push(tell);
  }
}
