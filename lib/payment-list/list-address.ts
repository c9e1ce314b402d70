// The list's address: what may stand in its query, and what it means. Nothing in it is trusted.
import { decimalOf, exponentOf, parseCurrency } from "../money/currency";
import type { Money } from "../money/money";
import type { Mode } from "../payments/payment-source";
import { DECLINE_CODES } from "../providers/decline";
import {
  emptyFilter,
  LIST_SORTS,
  type ListFilter,
  type ListSort,
  PAYMENT_STATES,
} from "./list-filter";
import { dayAt, startOfDay } from "./shop-days";

export const PERIODS = ["today", "7", "30", "90"] as const;
export type Period = (typeof PERIODS)[number];

/** The names in the order in which an address has them. */
export const ADDRESS_NAMES = [
  "q",
  "mode",
  "state",
  "gateway",
  "method",
  "currency",
  "min",
  "max",
  "period",
  "from",
  "to",
  "decline",
  "attention",
  "capture",
  "refunded",
  "sort",
] as const;
export type AddressName = (typeof ADDRESS_NAMES)[number];
/** What an address says, word by word: absent where it says nothing. */
export type Address = Readonly<Partial<Record<AddressName, string>>>;

export type AddressProblem = { name: AddressName; text: string };
export type ReadAddress = {
  filter: ListFilter;
  sort: ListSort;
  /** Without what was not understood. */
  address: Address;
  problems: readonly AddressProblem[];
};

type Given = Readonly<Record<string, string | string[] | undefined>>;
type Shop = {
  now: Date;
  timeZone: string /** Null: the installation has both. */;
  mode: Mode | null;
};

const LENGTH_MAX = 200;
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** One word for each name, trimmed; the first where one is given twice. */
function wordsOf(given: Given): Partial<Record<AddressName, string>> {
  const words: Partial<Record<AddressName, string>> = {};
  for (const name of ADDRESS_NAMES) {
    const value = given[name];
    const word = (Array.isArray(value) ? value[0] : value)?.trim().slice(0, LENGTH_MAX);
    // A character that no text in PostgreSQL can hold.
    if (word) words[name] = word.replaceAll("\0", "");
  }
  return words;
}

/** "65", "65.00", "1,234.50" and "65,00" in minor units. Null where it is none, or has more decimals than the currency. */
export function amountIn(text: string, currency: Money["currency"]): number | null {
  const plain = text
    .replaceAll(/[\s']/g, "")
    .replace(/,(?=\d{3}(\D|$))/g, "")
    .replace(",", ".");
  const [, whole, decimals = ""] = /^(\d{1,13})(?:\.(\d*))?$/.exec(plain) ?? [];
  const exponent = exponentOf(currency);
  if (whole === undefined || decimals.length > exponent) return null;
  const minor = Number(whole + decimals.padEnd(exponent, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}

const oneOf = <T extends string>(all: readonly T[], word: string | undefined): T | null =>
  all.find((each) => each === word) ?? null;

class Reading {
  readonly words: Partial<Record<AddressName, string>>;
  readonly problems: AddressProblem[] = [];

  constructor(given: Given) {
    this.words = wordsOf(given);
  }

  /** What `read` makes of the word; where it makes nothing the word is left out, and `text` says so. */
  take<T>(name: AddressName, text: string, read: (word: string) => T | null): T | null {
    const word = this.words[name];
    if (word === undefined) return null;
    const value = read(word);
    if (value === null) this.leaveOut(name, text);
    return value;
  }

  leaveOut(name: AddressName, text: string): void {
    delete this.words[name];
    this.problems.push({ name, text });
  }
}

export function readAddress(given: Given, shop: Shop): ReadAddress {
  const reading = new Reading(given);
  const mode = shop.mode ?? oneOf(["live", "test"], reading.words.mode) ?? "live";
  if (shop.mode !== null || mode === "live") delete reading.words.mode;
  const sort = reading.take("sort", "There is no such order of the list.", (word) =>
    oneOf(LIST_SORTS, word),
  );
  const filter: ListFilter = {
    ...emptyFilter(mode),
    search: reading.words.q ?? null,
    state: reading.take("state", "There is no such state of a payment.", (word) =>
      oneOf(PAYMENT_STATES, word),
    ),
    decline: reading.take("decline", "There is no such reason of a decline.", (word) =>
      oneOf(DECLINE_CODES, word),
    ),
    gatewayId: reading.take("gateway", "There is no such gateway.", idOf),
    methodId: reading.take("method", "There is no such payment method.", idOf),
    ...amountsOf(reading),
    ...datesOf(reading, shop),
    needsAttention: reading.words.attention !== undefined,
    isCapturable: reading.words.capture !== undefined,
    refundedSince: reading.take("refunded", "Refunds are looked for by days: 7 or 30.", (word) =>
      /^[1-9]\d?$/.test(word) ? daysAgo(Number(word), shop) : null,
    ),
  };
  const { words, problems } = reading;
  return { filter, sort: sort ?? "newest", address: inOrder(words), problems };
}

const idOf = (word: string): string | null => (ID.test(word) ? word : null);

const inOrder = (words: Address): Address =>
  Object.fromEntries(
    ADDRESS_NAMES.flatMap((name) => (words[name] === undefined ? [] : [[name, words[name]]])),
  );

function amountsOf(reading: Reading): Pick<ListFilter, "currency" | "minMinor" | "maxMinor"> {
  const currency = reading.take("currency", "There is no such currency.", parseCurrency);
  if (currency === null) {
    for (const name of ["min", "max"] as const) {
      if (reading.words[name] === undefined) continue;
      reading.leaveOut(name, "Choose the currency of the amount: amounts are compared within one.");
    }
    return { currency: null, minMinor: null, maxMinor: null };
  }
  const example = decimalOf({ amountMinor: 6500, currency });
  const read = (name: "min" | "max") =>
    reading.take(name, `Enter the amount like ${example}.`, (word) => amountIn(word, currency));
  const [minMinor, maxMinor] = [read("min"), read("max")];
  if (minMinor !== null && maxMinor !== null && minMinor > maxMinor) {
    reading.leaveOut("max", "The largest amount is below the smallest.");
    return { currency, minMinor, maxMinor: null };
  }
  return { currency, minMinor, maxMinor };
}

const daysAgo = (days: number, { now, timeZone }: Shop): Date | null =>
  startOfDay(dayAt(now, timeZone), timeZone, 1 - days);

function datesOf(reading: Reading, shop: Shop): Pick<ListFilter, "from" | "until"> {
  const { timeZone } = shop;
  const period = reading.take("period", "The periods are today, 7, 30 and 90 days.", (word) =>
    oneOf(PERIODS, word),
  );
  if (period !== null) {
    // A period says both ends: days beside it would say others.
    delete reading.words.from;
    delete reading.words.to;
    return { from: daysAgo(period === "today" ? 1 : Number(period), shop), until: null };
  }
  const from = reading.take("from", "Enter the first day like 2026-11-20.", (word) =>
    startOfDay(word, timeZone),
  );
  const until = reading.take("to", "Enter the last day like 2026-11-20.", (word) =>
    startOfDay(word, timeZone, 1),
  );
  if (from !== null && until !== null && from >= until) {
    reading.leaveOut("to", "The last day is before the first.");
    return { from, until: null };
  }
  return { from, until };
}

/** `?q=…&state=…` in one order, so that equal lists have equal addresses; empty for the whole list. */
export function addressText(address: Address, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams([
    ...Object.entries(inOrder(address)),
    ...Object.entries(more),
  ] as [string, string][]);
  return query.size === 0 ? "" : `?${query}`;
}

/** The same list without some of its words. */
export function without(address: Address, ...names: readonly AddressName[]): Address {
  const rest = { ...address };
  for (const name of names) delete rest[name];
  return rest;
}
