/** Formats of dates as the admin writes them, kept: making one takes as long as a hundred uses of it, and a list has a hundred dates. */
const kept = new Map<string, Intl.DateTimeFormat>();

export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const format = kept.get(key) ?? new Intl.DateTimeFormat("en-GB", options);
  kept.set(key, format);
  return format;
}
