import { createHash } from "node:crypto";

/** Digits in one run, or in groups with one space, hyphen, dot or plus (a space in a form) between them. */
const RUNS = /(?<![A-Za-z\d])\d(?:[ .+-]?\d){12,}(?![A-Za-z\d])/g;
/** Of a UUID's hexadecimal digits now and then enough are decimal to look like a card's. */
const UUIDS = /(?<![A-Za-z\d])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![A-Za-z\d])/gi;
const LENGTHS = [13, 14, 15, 16, 17, 18, 19];

function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Cards begin with 2 to 6; without this a time in milliseconds is one in ten times "a card". */
const looksLikeCard = (digits: string) => /^[2-6]/.test(digits) && isLuhnValid(digits);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Every run of 13 to 19 digits in the text that could be a card's number, also percent-encoded. What is told is its
 * first six digits and a hash: a real number must not end up in a report either. Digits inside a word or a hash of
 * letters and digits are none: no field writes a card's number so.
 */
export function findCardNumbers(text: string): string[] {
  const found = new Set<string>();
  for (const form of [text, decoded(text)]) {
    for (const [run] of form.replaceAll(UUIDS, "(uuid)").matchAll(RUNS)) {
      const digits = run.replaceAll(/\D/g, "");
      if (!LENGTHS.includes(digits.length) || !looksLikeCard(digits)) continue;
      found.add(
        `${digits.slice(0, 6)}… (${createHash("sha256").update(digits).digest("hex").slice(0, 8)})`,
      );
    }
  }
  return [...found];
}
