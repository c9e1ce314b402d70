/**
 * What was typed, read and judged. Without the page, so that it can be tested on its own.
 * A problem is a name from `words.ts`; null means that the field is right.
 */

const BRANDS = [
  ["amex", /^3[47]/],
  ["diners", /^3(?:0[0-5]|[689])/],
  ["jcb", /^35/],
  ["discover", /^6(?:011|4[4-9]|5)/],
  ["mastercard", /^(?:5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720))/],
  ["visa", /^4/],
];

const LENGTHS = { amex: [15], diners: [14, 16], discover: [16], jcb: [16], mastercard: [16] };

export function digitsOf(text) {
  return text.replace(/\D/g, "");
}

/** "unknown" until the first digits tell. */
export function brandOf(number) {
  const digits = digitsOf(number);
  return BRANDS.find(([, start]) => start.test(digits))?.[0] ?? "unknown";
}

/** 4-4-4-4, and 4-6-5 for American Express and Diners Club's 14 digits. */
export function formatNumber(text) {
  const digits = digitsOf(text).slice(0, 19);
  const brand = brandOf(digits);
  if (brand === "amex") return join(digits.slice(0, 15), [4, 6, 5]);
  if (brand === "diners" && digits.length <= 14) return join(digits, [4, 6, 4]);
  return join(digits, [4, 4, 4, 4, 3]);
}

function join(digits, sizes) {
  const parts = [];
  let start = 0;
  for (const size of sizes) {
    if (start < digits.length) parts.push(digits.slice(start, start + size));
    start += size;
  }
  return parts.join(" ");
}

/** "6" and "630" become "06 / 30"; a browser's "06/2030" as well. */
export function formatExpiry(text, deleting = false) {
  const full = /^\s*(\d{1,2})\s*[/-]\s*20(\d{2})\s*$/.exec(text);
  if (full !== null) return `${full[1].padStart(2, "0")} / ${full[2]}`;
  let digits = digitsOf(text);
  if (/^[2-9]/.test(digits) || /^1\s*\/\s*/.test(text.trim())) digits = `0${digits}`;
  digits = digits.slice(0, 4);
  if (digits.length < 2 || (deleting && digits.length === 2)) return digits;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

/** Month and full year, or null. */
export function readExpiry(text) {
  const digits = digitsOf(text);
  if (digits.length !== 4) return null;
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
}

export function passesLuhn(digits) {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export function numberProblem(text) {
  const digits = digitsOf(text);
  if (digits === "") return "number_missing";
  const lengths = LENGTHS[brandOf(digits)] ?? [13, 14, 15, 16, 17, 18, 19];
  return lengths.includes(digits.length) && passesLuhn(digits) ? null : "number_wrong";
}

export function expiryProblem(text, today) {
  if (digitsOf(text) === "") return "expiry_missing";
  const expiry = readExpiry(text);
  if (expiry === null || expiry.month < 1 || expiry.month > 12) return "expiry_wrong";
  const monthsLeft =
    (expiry.year - today.getFullYear()) * 12 + expiry.month - (today.getMonth() + 1);
  return monthsLeft < 0 ? "expiry_past" : null;
}

/** American Express has four digits, but both providers' test cards take three as well. */
export function codeProblem(text, brand) {
  const digits = digitsOf(text);
  if (digits === "") return "code_missing";
  const enough = brand === "amex" ? [3, 4] : [3];
  return enough.includes(digits.length) ? null : "code_wrong";
}
