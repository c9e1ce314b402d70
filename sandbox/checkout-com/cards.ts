/** From what a request says of a card to what the sandbox keeps of it: never the number. */
import { createHash } from "node:crypto";
import type { CardRecord } from "./payment";
import { avsCheckOf, cvvCheckOf, TEST_CARDS } from "./test-cards";
import type { CardMembers } from "./validation";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const ISSUERS: Readonly<Record<string, { issuer: string; country: string; productType: string }>> =
  {
    "424242": { issuer: "JPMORGAN CHASE BANK NA", country: "US", productType: "Visa Traditional" },
  };

/** Null where the number is not a test card; `account` keeps fingerprints of two accounts apart. */
export function buildCard(members: CardMembers, account: string): CardRecord | null {
  const card = TEST_CARDS[members.number];
  if (card === undefined) return null;
  const bin = members.number.slice(0, 6);
  const known = ISSUERS[bin];
  const digest = createHash("sha256").update(`${account} ${members.number}`).digest();
  // Letters mostly, like an id: a long run of digits could pass for a card number.
  const fingerprint = Array.from(digest.subarray(0, 26), (byte) => ALPHABET[byte % 32]).join("");
  const address = members.billing_address ?? null;
  return {
    scheme: card.scheme,
    last4: members.number.slice(-4),
    bin,
    cardType: card.cardType,
    cardCategory: card.cardCategory,
    issuer: known?.issuer ?? "SANDBOX TEST BANK",
    issuerCountry: known?.country ?? "GB",
    productId: "A",
    productType: known?.productType ?? `${card.scheme} ${card.cardType}`,
    fingerprint,
    expiryMonth: members.expiry_month,
    expiryYear: members.expiry_year,
    outcome: card.outcome,
    outcomeWithoutThreeDs: card.outcomeWithoutThreeDs,
    enrolled: card.enrolled,
    cvvCheck: cvvCheckOf(members.cvv ?? null),
    avsCheck: avsCheckOf(address?.address_line1 ?? null, address?.zip ?? null),
    name: members.name ?? null,
    billingAddress: address,
    phone: members.phone ?? null,
  };
}

/** A card is good until the end of its month. */
export function isExpired(card: { expiry_month: number; expiry_year: number }, nowMs: number) {
  return Date.UTC(card.expiry_year, card.expiry_month, 1) <= nowMs;
}
