/** Which credential an operation takes: tokens are made in a browser, everything else on a server. */
export type KeyKind = "secret" | "public";

const KEY = /^(sk|pk)_sbox_([a-z2-7]{26}[a-z2-7*#$=])$/;

/**
 * The account that an Authorization header opens, or null where the key is missing, malformed or of the other kind.
 * `Bearer ` is optional, because the official SDK prefixes some keys only. A secret and a public
 * key with the same suffix belong to one account, and every record of the sandbox carries that account.
 */
export function accountOf(authorization: string | undefined, kind: KeyKind): string | null {
  const match = KEY.exec((authorization ?? "").replace(/^Bearer\s+/i, "").trim());
  if (match === null) return null;
  const [, prefix, suffix] = match;
  if (suffix === undefined) return null;
  return prefix === (kind === "secret" ? "sk" : "pk") ? suffix : null;
}
