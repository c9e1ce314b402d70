/** How figures and dates are written. One language for now: the locale is a parameter so that others can follow. */
const LOCALE = "en";

type MoneyFormat = { format: Intl.NumberFormat; decimals: number };

/** By currency and locale: to make one takes as long as a hundred uses of it, and a list has a hundred amounts. */
const moneyFormats: Record<string, MoneyFormat> = {};

function moneyFormat(currency: string, locale: string): MoneyFormat {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency });
  return { format, decimals: format.resolvedOptions().maximumFractionDigits ?? 2 };
}

/**
 * Minor units as people read them: `6500, "EUR"` is "€65.00", `2300, "JPY"` is "¥2,300". Exact: the digits are
 * moved as text, never divided. A negative amount has a real minus sign.
 */
export function formatMoney(amountMinor: number, currency: string, locale = LOCALE): string {
  const key = currency + locale;
  moneyFormats[key] ??= moneyFormat(currency, locale);
  const { format, decimals } = moneyFormats[key];
  const digits = Math.abs(amountMinor)
    .toString()
    .padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const exact = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  const text = format.format(exact as `${number}`);
  return amountMinor < 0 ? `−${text}` : text;
}

/** `0.19` is "19%"; `0.077` is "7.7%". */
export const formatRate = (rate: number, locale = LOCALE): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 }).format(rate);

/** "20 November 2026, 14:03" in the given time zone. */
export function formatDateTime(date: Date, timeZone: string, locale = "en-GB"): string {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).format(date);
  return `${day}, ${formatTime(date, timeZone, locale)}`;
}

/** "14:03". */
export const formatTime = (date: Date, timeZone: string, locale = "en-GB"): string =>
  new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone }).format(date);

/** "14:03:12". */
export const formatTimeWithSeconds = (date: Date, timeZone: string, locale = "en-GB"): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: "medium", timeZone }).format(date);

/** "Tuesday 24 November"; with `month: false` "Tuesday 24". */
export function formatDay(
  date: Date,
  { timeZone, month = true }: { timeZone: string; month?: boolean },
  locale = "en-GB",
): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    ...(month ? { month: "long" } : {}),
    timeZone,
  });
  return format
    .formatToParts(date)
    .filter((part) => part.type !== "literal")
    .map((part) => part.value)
    .join(" ");
}
