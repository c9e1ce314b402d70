/**
 * What providers say, made fit to be stored and logged: no card data, no credentials, nothing that
 * could move money again, no personal data (which lives in customers and addresses only, so that it
 * can be erased).
 */
import { isJsonObject, type Json, type JsonObject } from "../json";
import { withoutCardNumbers } from "./card-number";

const REDACTED = "[redacted]";
const DEPTH_MAX = 12;
const DETAIL_LENGTH_MAX = 300;

// Compared without case, underscores and dashes.
const SECRET_NAMES = namesOf(
  "number card_number pan account_number iban cvc cvv cvv2 security_code pin cryptogram track_data",
  "token payment_source_token card_token confirmation_token customer_token session_token id_token",
  "access_token refresh_token client_secret secret secret_key api_key login shared_secret password",
  "authorization signature key webhook_endpoint_secret x_commercelayer_signature x_kassa_signature",
  "session_data payment_session_secret payment_session_token",
);
const PERSONAL_NAMES = namesOf(
  "email receipt_email customer_email phone phones phone_number first_name last_name full_name",
  "line1 line2 line_1 line_2 address_line1 address_line2 address city zip zip_code postal_code",
  "billing_address shipping_address billing_details shipping billing_info ip ip_address payment_ip",
  "date_of_birth tax_code company",
);
// A "name" is a person's only inside of these.
const PEOPLE = namesOf("customer card source account_holder owner recipient sender");

const CREDENTIALS: readonly [RegExp, string][] = [
  [/\b(?:Bearer|Basic)\s+[\w.~+/=*#$-]+/gi, REDACTED],
  // Secret, restricted and webhook keys, tokens of cards and of confirmations, whatever follows the
  // prefix.
  [/\b(?:sk|rk|whsec|tok|ctoken|ek|seti_client|hpp)_[\w*#$=-]{6,}/g, REDACTED],
  [/\b((?:pi|seti|src)_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+/g, `$1_secret_${REDACTED}`],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, REDACTED],
  [/([?&][\w-]*(?:secret|token|key|signature|payment)=)[^&\s"]+/gi, `$1${REDACTED}`],
];

/** A copy fit for the transcript. Anything that is not JSON becomes null. */
export const scrub = (value: unknown): Json => walk(value, { secrets: true, parent: "", depth: 0 });

/** The same of an object, for bodies; null when there was none or it was something else. */
export function scrubObject(value: unknown): JsonObject | null {
  const scrubbed = scrub(value);
  return isJsonObject(scrubbed) ? scrubbed : null;
}

/**
 * A copy without personal data and card numbers, ids kept: for what the API itself must answer
 * with.
 */
export function withoutPersonalData(value: unknown): JsonObject {
  const copy = walk(value, { secrets: false, parent: "", depth: 0 });
  return isJsonObject(copy) ? copy : {};
}

/** A sentence without secrets and of a bounded length. */
export function scrubText(text: string): string {
  let clean = withoutCardNumbers(text);
  for (const [pattern, replacement] of CREDENTIALS) clean = clean.replace(pattern, replacement);
  return clean;
}

/** What an error may say of itself. */
export const detailOf = (text: string): string => scrubText(text).slice(0, DETAIL_LENGTH_MAX);

type Walk = { secrets: boolean; parent: string; depth: number };

function walk(value: unknown, at: Walk): Json {
  if (at.depth > DEPTH_MAX) return REDACTED;
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return scrubNumber(value);
  if (typeof value === "string") {
    return at.secrets ? scrubText(value) : withoutCardNumbers(value);
  }
  const depth = at.depth + 1;
  if (Array.isArray(value)) return value.map((item) => walk(item, { ...at, depth }));
  if (typeof value !== "object") return null;
  const copy: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const plain = plainName(name);
    copy[name] = isHidden(plain, member, at)
      ? hide(member)
      : walk(member, { ...at, depth, parent: plain });
  }
  return copy;
}

function isHidden(name: string, member: unknown, at: Walk): boolean {
  if (PERSONAL_NAMES.has(name)) return true;
  if (name === "name" && PEOPLE.has(at.parent)) return true;
  // A link or a relationship may bear such a name ("authorization"): only a bare value is a secret.
  return at.secrets && SECRET_NAMES.has(name) && typeof member !== "object";
}

// Null stays null: that nothing was given is worth knowing.
const hide = (member: unknown): Json => (member === null ? null : REDACTED);

function scrubNumber(value: number): Json {
  if (!Number.isFinite(value)) return null;
  return withoutCardNumbers(String(value)) === String(value) ? value : REDACTED;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, "");
}

function namesOf(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.join(" ").split(" ").map(plainName));
}
