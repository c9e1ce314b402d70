/** How often each thing happened, by name; worlds are added up for the report. */
export class Counts {
  readonly #of = new Map<string, number>();

  add(name: string, more = 1): void {
    this.#of.set(name, (this.#of.get(name) ?? 0) + more);
  }

  addAll(other: Iterable<readonly [string, number]>): void {
    for (const [name, count] of other) this.add(name, count);
  }

  get(name: string): number {
    return this.#of.get(name) ?? 0;
  }

  entries(): [string, number][] {
    return [...this.#of].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
