/** Accounts are keys: a secret and a publishable key with one suffix are one account. */

export interface Credential {
  kind: "secret" | "publishable";
  account: string;
}

const STRIPE = /^(sk|pk)_test_([A-Za-z0-9]{16,})$/;
// The shape that checkout-sdk-node checks before it adds "Bearer ".
const CHECKOUT_COM = /^(sk|pk)_sbox_([a-z2-7]{26}[a-z2-7*#$=])$/;

/** A Stripe test key, or null for anything else (live keys included). */
export function stripeCredential(key: string): Credential | null {
  return credential(STRIPE.exec(key));
}

/** A Checkout.com sandbox key, or null for anything else. */
export function checkoutComCredential(key: string): Credential | null {
  return credential(CHECKOUT_COM.exec(key));
}

/** The key in an Authorization header: `Bearer key`, `Basic base64(key:)` or the key alone. */
export function keyOf(authorization: string | undefined): string {
  const value = (authorization ?? "").trim();
  if (/^bearer /i.test(value)) return value.slice(7).trim();
  if (/^basic /i.test(value)) {
    return Buffer.from(value.slice(6), "base64").toString("utf8").split(":")[0] ?? "";
  }
  return value;
}

function credential(match: RegExpExecArray | null): Credential | null {
  const account = match?.[2];
  if (match === null || account === undefined) return null;
  return { kind: match[1] === "sk" ? "secret" : "publishable", account };
}
