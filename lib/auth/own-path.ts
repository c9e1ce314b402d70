const PATH_LENGTH_MAX = 512;
/** Only compared with: a path that resolves to another origin was never ours. */
const BASE = "http://own.invalid";

/**
 * The path to go to after signing in, or `fallback`. Only a path of this app passes: no scheme, no
 * host (`//evil`, `/\evil`), no control characters, and not a page that would lead back here.
 */
export function ownPathOf(value: unknown, fallback: string): string {
  if (typeof value !== "string" || value.length > PATH_LENGTH_MAX) return fallback;
  // Browsers read a backslash as a slash and drop tabs and newlines: neither belongs in a path of ours.
  if (!/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(value)) return fallback;
  if (!URL.canParse(value, BASE)) return fallback;
  const url = new URL(value, BASE);
  if (url.origin !== BASE || url.pathname.startsWith("//")) return fallback;
  if (/^\/(sign-in|api)(\/|$)/.test(url.pathname)) return fallback;
  return `${url.pathname}${url.search}`;
}

/** `/sign-in?next=…` for a page that needs a person signed in. */
export const signInPathFor = (path: string): string =>
  `/sign-in?next=${encodeURIComponent(path).replaceAll("%2F", "/")}`;
