/** Lists, newest first, by cursors that are ids. */
import { invalidParameter, resourceMissing } from "./errors";
import { hash, integer, list, type Parsed, text } from "./params";

export const PAGE_FIELDS = {
  limit: integer(1),
  starting_after: text(),
  ending_before: text(),
  expand: list(text()),
};

/** `created` as a number or as a range. */
const RANGE = hash({ gt: integer(), gte: integer(), lt: integer(), lte: integer() });
const MOMENT = integer();

export const CREATED = {
  parse: (value: Parameters<typeof RANGE.parse>[0], path: string): Range => {
    if (value instanceof Map) return RANGE.parse(value, path);
    const exactly = MOMENT.parse(value, path);
    return { gte: exactly, lte: exactly };
  },
};

export type Range = ReturnType<typeof RANGE.parse>;

export function inRange(created: number, range: Range | null | undefined): boolean {
  if (range === null || range === undefined) return true;
  const { gt, gte, lt, lte } = range;
  return (
    (gt == null || created > gt) &&
    (gte == null || created >= gte) &&
    (lt == null || created < lt) &&
    (lte == null || created <= lte)
  );
}

export interface Page<T> {
  object: "list";
  data: T[];
  has_more: boolean;
  url: string;
}

const LIMIT_DEFAULT = 10;
const LIMIT_MAX = 100;

/**
 * `items` come in the order of their making. Throws Stripe's errors for wrong cursors and limits.
 */
export function paginate<T extends { id: string }>(
  url: string,
  items: readonly T[],
  page: Parsed<typeof PAGE_FIELDS>,
): Page<T> {
  const limit = page.limit ?? LIMIT_DEFAULT;
  if (limit > LIMIT_MAX) {
    throw invalidParameter("limit", `This value must be less than or equal to ${LIMIT_MAX}.`);
  }
  const newest = [...items].reverse();
  if (page.ending_before != null) {
    const before = newest.slice(0, place(newest, page.ending_before, "ending_before"));
    const data = before.slice(-limit);
    return { object: "list", data, has_more: before.length > limit, url };
  }
  const start =
    page.starting_after == null ? 0 : place(newest, page.starting_after, "starting_after") + 1;
  const rest = newest.slice(start);
  return { object: "list", data: rest.slice(0, limit), has_more: rest.length > limit, url };
}

function place(items: readonly { id: string }[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index === -1) throw resourceMissing("object", id, param);
  return index;
}
