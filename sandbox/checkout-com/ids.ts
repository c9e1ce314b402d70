const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const LENGTH = 26;

export type IdPrefix =
  | "pay"
  | "act"
  | "src"
  | "tok"
  | "cus"
  | "sid"
  | "evt"
  | "ps"
  | "wf"
  | "wfa"
  | "wfc";

/** `<prefix>_` and 26 characters of [a-z2-7], as every id of Checkout.com is shaped. */
export function newId(prefix: IdPrefix, random: () => number): string {
  let id = "";
  for (let i = 0; i < LENGTH; i += 1) id += ALPHABET[Math.floor(random() * ALPHABET.length)];
  return `${prefix}_${id}`;
}

/** A string of decimal digits, for authorization codes and scheme references. */
export function newDigits(length: number, random: () => number): string {
  let digits = "";
  for (let i = 0; i < length; i += 1) digits += String(Math.floor(random() * 10));
  return digits;
}
