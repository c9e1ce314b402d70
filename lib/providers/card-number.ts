/**
 * Card-like numbers (13–19 digits that begin as a card's and pass Luhn's check): what must never be stored, sent on or
 * logged.
 */

const DIGITS_MIN = 13;
const DIGITS_MAX = 19;
// ISO/IEC 7812: an issuer's first digit; 1 is the airlines', whose cards (UATP) have 15 digits. A time in milliseconds,
// microseconds or nanoseconds begins with 1 until 2033, and one in ten passes Luhn's check.
const BEGINS_AS_CARD = /^(?:[2-9]|1\d{14}$)/;
// Digits, a single space or dash allowed between any two of them.
const RUNS = /\d(?:[ -]?\d){12,}/g;
// The same, with nothing of a longer word before or after it.
const WORDS = /(?<![A-Za-z0-9-])\d(?:[ -]?\d){12,}(?![A-Za-z0-9-])/g;

/** Whether the whole text, spaces and dashes aside, is a card-like number. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/[\s-]/g, "");
  if (!/^\d+$/.test(digits)) return false;
  const isLong = digits.length >= DIGITS_MIN && digits.length <= DIGITS_MAX;
  return isLong && BEGINS_AS_CARD.test(digits) && passesLuhn(digits);
}

/** The text with every card-like run of digits replaced. */
export function withoutCardNumbers(text: string): string {
  return text.replace(RUNS, (run) => (isCardNumber(run) ? "[card number]" : run));
}

/**
 * Whether a card-like number stands in the text as a word of its own: a token may be a UUID, whose
 * digits form such a run often enough.
 */
export const holdsCardNumber = (text: string): boolean =>
  (text.match(WORDS) ?? []).some(isCardNumber);

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
