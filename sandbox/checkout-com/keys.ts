import { checkoutComCredential, keyOf } from "../core/accounts";

/**
 * The account that an Authorization header opens, or null where the key is missing, malformed or of
 * the other kind.
 * Tokens are made in a browser with the public key; everything else takes the secret one.
 */
export function accountOf(
  authorization: string | undefined,
  kind: "secret" | "publishable",
): string | null {
  const credential = checkoutComCredential(keyOf(authorization));
  return credential?.kind === kind ? credential.account : null;
}
