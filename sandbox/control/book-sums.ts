/** `/_control/book/sums`: what the book says of many orders at once, for a comparison by eye. */
import type { BookEntry, BookKind } from "../core/book";
import { type Handler, jsonObject } from "../core/http";

const TEXTS_MAX = 50;

export type BookSum = {
  text: string;
  currency: string;
  /** In minor units, as the provider counts them. */
  sums: Record<BookKind, number>;
};

/** `{texts}`: of each, a sum per currency of what names it in its reference or metadata. */
export const sumBook: Handler = (request, { book }) => {
  const given = jsonObject(request)?.texts;
  const texts: unknown[] = Array.isArray(given) ? given : [];
  const named = texts.filter((text): text is string => typeof text === "string" && text !== "");
  if (named.length === 0 || named.length !== texts.length || named.length > TEXTS_MAX) {
    return { status: 422, body: { error: `texts must hold 1 to ${TEXTS_MAX} texts.` } };
  }
  const sums = new Map<string, BookSum>();
  for (const entry of book.list()) {
    const said = [entry.reference ?? "", ...Object.values(entry.metadata)];
    const text = named.find((name) => said.some((value) => value.includes(name)));
    if (text !== undefined) add(sums, text, entry);
  }
  return { status: 200, body: { sums: [...sums.values()] } };
};

function add(sums: Map<string, BookSum>, text: string, entry: BookEntry): void {
  const { currency, kind, amountMinor } = entry;
  const key = `${text} ${currency}`;
  const before = sums.get(key)?.sums ?? { authorization: 0, capture: 0, void: 0, refund: 0 };
  const after = { ...before, [kind]: before[kind] + amountMinor };
  sums.set(key, { text, currency, sums: after });
}
