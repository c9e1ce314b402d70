/** `/_control/clock`: forward by so much, and back to real time. */
import type { Clock, Context } from "../core/context";
import { type Handler, jsonObject, type Route, type SandboxResponse } from "../core/http";

type Own = (method: string, path: string, handler: Handler) => Route;

const MOVES = "control.clock_moves";
const MOVES_KEPT_MAX = 50;

export function clockRoutes(own: Own, clock: Clock): Route[] {
  const answer = (more: object = {}): SandboxResponse => ({
    status: 200,
    body: { now: clock.now(), offsetMs: clock.offsetMs(), ...more },
  });
  return [
    own("GET", "/clock", () => answer()),
    own("POST", "/clock", (request, context) => {
      const { advanceMs, key } = jsonObject(request) ?? {};
      if (typeof advanceMs !== "number" || !Number.isSafeInteger(advanceMs) || advanceMs < 0) {
        const error = "advanceMs must be a whole number of milliseconds, 0 or more.";
        return { status: 422, body: { error } };
      }
      const isNew = typeof key !== "string" || isNewMove(context, key);
      if (isNew) clock.advance(advanceMs);
      wake(context);
      return answer({ isNew });
    }),
    own("DELETE", "/clock", (_request, context) => {
      const offsetMs = clock.offsetMs();
      context.store.batch(() => {
        context.tasks.keepNear(offsetMs);
        context.webhooks.keepNear(offsetMs);
        clock.reset();
      });
      wake(context);
      return answer({ isNew: offsetMs !== 0 });
    }),
  ];
}

function wake(context: Context): void {
  context.tasks.wake();
  context.webhooks.wake();
}

/** A move with a key happens once, however often it is asked for. */
function isNewMove({ store }: Context, key: string): boolean {
  const moves = store.collection<{ key: string }>(MOVES);
  if (moves.get(key) !== undefined) return false;
  const known = moves.list();
  for (const { key: old } of known.slice(0, known.length - MOVES_KEPT_MAX)) moves.delete(old);
  moves.put(key, { key });
  return true;
}
