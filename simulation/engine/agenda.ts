type Entry = { atMs: number; order: number; happen: () => void };

/** What is to happen, soonest first; at the same moment, first come first served. A binary heap. */
export class Agenda {
  readonly #heap: Entry[] = [];
  #count = 0;

  get size(): number {
    return this.#heap.length;
  }

  add(atMs: number, happen: () => void): void {
    const entry = { atMs, order: this.#count++, happen };
    const heap = this.#heap;
    let child = heap.push(entry) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = heap[parent];
      if (!above || isBefore(above, entry)) break;
      heap[child] = above;
      child = parent;
    }
    heap[child] = entry;
  }

  /** Takes out what comes next; null when nothing is left. */
  take(): Entry | null {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last) return null;
    if (heap.length > 0) this.#sink(last);
    return first;
  }

  #sink(entry: Entry): void {
    const heap = this.#heap;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      const left = heap[child];
      if (!left) break;
      const right = heap[child + 1];
      const smaller = right && isBefore(right, left) ? right : left;
      if (smaller === right) child += 1;
      if (isBefore(entry, smaller)) break;
      heap[parent] = smaller;
      parent = child;
    }
    heap[parent] = entry;
  }
}

const isBefore = (a: Entry, b: Entry): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
