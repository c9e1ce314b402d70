/**
 * Work that happens later by the sandbox's clock and survives a restart: an authorization that
 * expires, a capture that settles. Moving the clock forward runs what has become due.
 */
import type { Context } from "./context";
import type { Store } from "./store";

export interface Task {
  id: string;
  kind: string;
  /** Milliseconds since 1970, by the sandbox's clock. */
  dueAt: number;
  payload: Record<string, string>;
}

export type TaskHandler = (payload: Record<string, string>, context: Context) => void;

const handlers = new Map<string, TaskHandler>();

/** Called once per kind when a half's module is loaded. The handler checks the state it finds. */
export function registerTask(kind: string, handler: TaskHandler): void {
  handlers.set(kind, handler);
}

export interface Tasks {
  schedule(task: Omit<Task, "id">): Task;
  cancel(id: string): void;
  /** Runs what is due and sets the timer for the next. */
  wake(): void;
  /** The clock goes back by so much: what is near stays as near, what is far keeps its date. */
  keepNear(byMs: number): void;
  stop(): void;
}

const NEAR_MS = 3_600_000;

/** When something is due after the clock went back by `byMs`, or null where it stays as it is. */
export function dueAfterReturn(dueAt: number, now: number, byMs: number): number | null {
  return dueAt - now <= NEAR_MS ? dueAt - byMs : null;
}

const TASKS = "tasks";
const TIMER_MAX_MS = 60_000;

export function createTasks(store: Store, contextOf: () => Context): Tasks {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const runDue = (): void => {
    const context = contextOf();
    const due = store.list<Task>(TASKS).filter((task) => task.dueAt <= context.now());
    for (const task of due.sort((a, b) => a.dueAt - b.dueAt)) {
      store.batch(() => {
        store.delete(TASKS, task.id);
        handlers.get(task.kind)?.(task.payload, context);
      });
    }
  };
  const wake = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (stopped) return;
    runDue();
    const next = Math.min(...store.list<Task>(TASKS).map((task) => task.dueAt));
    if (!Number.isFinite(next)) return;
    const delayMs = Math.min(TIMER_MAX_MS, Math.max(1, next - contextOf().now()));
    timer = setTimeout(wake, delayMs);
    timer.unref();
  };
  return {
    schedule: (task) => {
      const id = contextOf().ids.base62("task_", 16);
      const stored = store.put<Task>(TASKS, id, { id, ...task });
      // After the running handler, so that a task never interrupts the request that made it.
      setImmediate(wake);
      return stored;
    },
    cancel: (id) => store.delete(TASKS, id),
    wake,
    keepNear: (byMs) => {
      const now = contextOf().now();
      for (const task of store.list<Task>(TASKS)) {
        const dueAt = dueAfterReturn(task.dueAt, now, byMs);
        if (dueAt !== null) store.put(TASKS, task.id, { ...task, dueAt });
      }
    },
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
