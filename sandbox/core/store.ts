/**
 * A small durable store: named collections of JSON objects by id, held in memory, every change
 * appended to a journal before the call returns. A killed process loses nothing that it answered.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** `null` as the value deletes. */
type Entry = [collection: string, id: string, value: object | null];

export interface Collection<T extends object> {
  /** The object itself, not a copy: change it only through `put`. */
  get(id: string): T | undefined;
  put(id: string, value: T): T;
  delete(id: string): void;
  /** In the order of first insertion. */
  list(): T[];
  /** The first of `list`, without making the list. */
  oldest(): T | undefined;
}

export interface Store {
  collection<T extends object>(name: string): Collection<T>;
  get<T extends object>(collection: string, id: string): T | undefined;
  put<T extends object>(collection: string, id: string, value: T): T;
  list<T extends object>(collection: string): T[];
  delete(collection: string, id: string): void;
  /** Names of the collections that hold something. */
  names(): string[];
  /**
   * All changes made inside `work` reach the journal in one write, so that a kill leaves all of
   * them
   * or none. `work` is synchronous. A throw still keeps what was changed before it.
   */
  batch<T>(work: () => T): T;
  /** Forgets everything but the collections that `keep` names. */
  clear(keep?: (collection: string) => boolean): void;
  close(): void;
}

const COMPACT_AFTER_BYTES = 64 * 1024 * 1024;

/** `directory` null keeps everything in memory only. */
export function openStore(directory: string | null): Store {
  const data = new Map<string, Map<string, object>>();
  const journal = directory === null ? null : new Journal(directory);
  for (const entry of journal?.read() ?? []) apply(data, entry);
  journal?.compact(data);
  let pending: Entry[] | null = null;

  const change = (entry: Entry): void => {
    apply(data, entry);
    if (journal === null) return;
    if (pending !== null) pending.push(entry);
    else journal.append([entry], data);
  };
  const get = <T extends object>(collection: string, id: string): T | undefined =>
    // What a collection holds is what its one writer put there.
    data.get(collection)?.get(id) as T | undefined;
  const put = <T extends object>(collection: string, id: string, value: T): T => {
    change([collection, id, value]);
    return value;
  };
  const list = <T extends object>(collection: string): T[] => [
    ...((data.get(collection) ?? new Map()) as Map<string, T>).values(),
  ];
  const remove = (collection: string, id: string): void => {
    if (data.get(collection)?.has(id)) change([collection, id, null]);
  };

  return {
    get,
    put,
    list,
    delete: remove,
    names: () => [...data].filter(([, items]) => items.size > 0).map(([name]) => name),
    collection: <T extends object>(name: string): Collection<T> => ({
      get: (id) => get<T>(name, id),
      put: (id, value) => put<T>(name, id, value),
      delete: (id) => remove(name, id),
      list: () => list<T>(name),
      oldest: () => (data.get(name) as Map<string, T> | undefined)?.values().next().value,
    }),
    batch: (work) => {
      if (pending !== null) return work();
      pending = [];
      try {
        return work();
      } finally {
        const entries = pending;
        pending = null;
        if (entries.length > 0) journal?.append(entries, data);
      }
    },
    clear: (keep = () => false) => {
      for (const name of [...data.keys()]) if (!keep(name)) data.delete(name);
      journal?.compact(data);
    },
    close: () => journal?.close(),
  };
}

function apply(data: Map<string, Map<string, object>>, [name, id, value]: Entry): void {
  const items = data.get(name) ?? new Map<string, object>();
  data.set(name, items);
  if (value === null) items.delete(id);
  else items.set(id, value);
}

class Journal {
  readonly #path: string;
  #file: number | null = null;
  #bytes = 0;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#path = join(directory, "journal.jsonl");
  }

  /**
   * Each line is one write, a list of entries. A torn last line was never answered: it is dropped.
   */
  read(): Entry[] {
    if (!existsSync(this.#path)) return [];
    const entries: Entry[] = [];
    for (const line of readFileSync(this.#path, "utf8").split("\n")) {
      if (line === "") continue;
      try {
        entries.push(...(JSON.parse(line) as Entry[]));
      } catch {
        break;
      }
    }
    return entries;
  }

  append(entries: Entry[], data: Map<string, Map<string, object>>): void {
    if (this.#file === null) return;
    const line = `${JSON.stringify(entries)}\n`;
    writeSync(this.#file, line);
    this.#bytes += line.length;
    if (this.#bytes > COMPACT_AFTER_BYTES) this.compact(data);
  }

  /**
   * Writes what is alive beside the journal and renames it over, so that a kill keeps one of both.
   */
  compact(data: Map<string, Map<string, object>>): void {
    this.close();
    const lines: string[] = [];
    for (const [name, items] of data)
      for (const [id, value] of items) lines.push(`${JSON.stringify([[name, id, value]])}\n`);
    writeFileSync(`${this.#path}.new`, lines.join(""), { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
    this.#file = openSync(this.#path, "a", 0o600);
    this.#bytes = 0;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }
}
