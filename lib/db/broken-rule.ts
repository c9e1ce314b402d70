/** A rule of the database that a statement would have broken; nothing of it was written. */
export type BrokenRule =
  | { code: "unique"; constraint: string | null }
  | { code: "foreign_key"; constraint: string | null }
  | { code: "not_null"; constraint: null; column: string };

type Shape = {
  cause?: unknown;
  originalCode?: unknown;
  originalMessage?: unknown;
  meta?: { driverAdapterError?: unknown } | null;
};

const UNIQUE = "23505";
/** The second is what later versions answer for `ON DELETE RESTRICT`. */
const FOREIGN_KEY: ReadonlySet<unknown> = new Set(["23503", "23001"]);
const NOT_NULL = "23502";

/** Which rule an exception tells of; null: it is about something else. */
export function brokenRuleOf(error: unknown, depth = 0): BrokenRule | null {
  if (typeof error !== "object" || error === null || depth > 4) return null;
  const { cause, originalCode, originalMessage, meta } = error as Shape;
  const message = String(originalMessage);
  // PostgreSQL names it in its message: "… violates unique constraint "skus_code_key"".
  const constraint = /constraint "(\w+)"/.exec(message)?.[1] ?? null;
  if (originalCode === UNIQUE) return { code: "unique", constraint };
  if (FOREIGN_KEY.has(originalCode)) return { code: "foreign_key", constraint };
  if (originalCode === NOT_NULL) {
    const column = /column "(\w+)"/.exec(message)?.[1] ?? "";
    return { code: "not_null", constraint: null, column };
  }
  return brokenRuleOf(cause, depth + 1) ?? brokenRuleOf(meta?.driverAdapterError, depth + 1);
}
