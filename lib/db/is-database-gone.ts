/** Refused, ended or starting up. Source: PostgreSQL's error codes, classes 08 and 57P. */
const GONE_CODES = /^(08...|57P0[123])$/;
const GONE_KINDS: ReadonlySet<unknown> = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
]);
/** The driver's own words, where it gives no code. */
const GONE_WORDS = /Connection terminated|Connection ended|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT/;

type Shape = {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  kind?: unknown;
  originalCode?: unknown;
  originalMessage?: unknown;
  meta?: { driverAdapterError?: unknown } | null;
};

/**
 * Whether an exception says that the database cannot be reached or has just ended: it will be back, and nobody is to blame.
 * What was under way may have been written or not.
 */
export function isDatabaseGone(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 4) return false;
  const { code, message, cause, kind, originalCode, originalMessage, meta } = error as Shape;
  return (
    GONE_KINDS.has(kind) ||
    [code, originalCode].some((each) => typeof each === "string" && GONE_CODES.test(each)) ||
    [message, originalMessage].some((each) => typeof each === "string" && GONE_WORDS.test(each)) ||
    isDatabaseGone(cause, depth + 1) ||
    isDatabaseGone(meta?.driverAdapterError, depth + 1)
  );
}
