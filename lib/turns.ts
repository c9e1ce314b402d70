import { ok, type Result } from "./result";

/** Each turn lost is a turn that somebody else won: even a crowd at one thing comes to an end. */
const TURNS_MAX = 100;

/** What one turn came to: an answer, or `lost` where somebody else wrote since the state was read. */
export type Turn<T, E> = Result<{ kind: "done"; value: T } | { kind: "lost" }, E>;

/**
 * Optimistic concurrency, once for every store: reads, lets `take` decide and write on what was read, and reads again when
 * somebody else was faster. `from`: the state as just read, which saves reading it. Answers `missing` where there is none.
 */
export async function inTurns<State, T, E>(
  from: State | null,
  by: {
    read: () => Promise<State | null>;
    take: (state: State) => Promise<Turn<T, E>>;
    missing: () => Result<T, E>;
  },
): Promise<Result<T, E>> {
  let state = from;
  for (let turn = 1; turn <= TURNS_MAX; turn++) {
    state ??= await by.read();
    if (!state) return by.missing();
    const taken = await by.take(state);
    if (!taken.ok) return taken;
    if (taken.value.kind === "done") return ok(taken.value.value);
    state = null;
  }
  throw new Error(`Something did not stand still for ${TURNS_MAX} turns.`);
}

/** As a turn is answered by whoever wrote, or did not. */
export const turnOf = <T>(isWritten: boolean, value: T): Turn<T, never> =>
  ok(isWritten ? { kind: "done", value } : { kind: "lost" });
