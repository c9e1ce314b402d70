import type { Invariant } from "./invariant";

/** The networks' own numbers of a payment, which are as long as a card's. */
const NETWORK_NUMBERS = `"(scheme_id|network_transaction_id|acquirer_[a-z_]*|retrieval_reference_number)": "[0-9]+"`;

/** Where texts of others come to rest: none may hold a key, a secret or a card's number. */
const TEXTS = `
  SELECT place, regexp_replace(told, '${NETWORK_NUMBERS}', '', 'g') AS told FROM (
    SELECT 'event ' || sequence AS place, changes::text AS told FROM events
    UNION ALL SELECT 'call ' || id, transcripts::text FROM provider_calls
    UNION ALL SELECT 'transaction ' || id, detail FROM transactions WHERE detail IS NOT NULL
    UNION ALL SELECT 'attention ' || id, what::text || coalesce(note, '') FROM attention_items
    UNION ALL SELECT 'note ' || id, text FROM order_notes
    UNION ALL SELECT 'source ' || id, attributes::text FROM payment_sources
    UNION ALL SELECT 'delivery ' || id, concat(payload::text, response_message) FROM event_callbacks) given`;

/** Keys of Stripe and Checkout.com, client secrets (no name of a credential, as `…_secret_previous`), authorization headers. */
const CANARIES = String.raw`\y(sk|rk|whsec)_[A-Za-z0-9_]{8,}|_secret_(?!previous\y)[A-Za-z0-9]{8,}|\yBearer [A-Za-z0-9._-]{16,}`;
/** As long as the networks' cards are and beginning like theirs, and no part of a longer word or number. */
const CARD = `(?<![0-9A-Za-z_.-])(4[0-9]{12}(?:[0-9]{3}|[0-9]{6})?|(?:5[1-5]|2[2-7]|35|6[0245])[0-9]{14}|3[47][0-9]{13}|3[068][0-9]{12})(?![0-9A-Za-z_-])`;
const IS_LUHN_VALID = `(
  SELECT sum(CASE WHEN i % 2 = 1 THEN digit WHEN digit > 4 THEN digit * 2 - 9 ELSE digit * 2 END) % 10 = 0
  FROM (SELECT i, substr(reverse(found[1]), i, 1)::int AS digit
        FROM generate_series(1, length(found[1])) i) digits)`;

export const SECRET_INVARIANTS: readonly Invariant[] = [
  {
    id: "I16",
    title: "No card number, key or secret in what is kept in the clear",
    sql: `
      SELECT place AS subject, 'It holds what looks like a key or a secret' AS why
      FROM (${TEXTS}) t WHERE told ~ '${CANARIES}'
      UNION ALL
      SELECT place, 'It holds what looks like a card number'
      FROM (${TEXTS}) t, regexp_matches(told, '${CARD}', 'g') found WHERE ${IS_LUHN_VALID}`,
  },
];
