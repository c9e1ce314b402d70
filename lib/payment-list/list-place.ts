// A place in a list that is sorted by one key and then the id: after which row a page begins.
import type { ListSort } from "./list-filter";

export type PlaceKey =
  | { by: "time"; createdAt: Date; id: string }
  | { by: "amount"; currency: string; amountMinor: number; id: string };

export type ListPlace = { older?: string | undefined; newer?: string | undefined };

/** Along the list's order from its start, on from a row, or back from one. */
export type PageDirection =
  | { kind: "first" }
  | { kind: "onward"; than: PlaceKey }
  | { kind: "back"; than: PlaceKey };

const isByTime = (sort: ListSort) => sort === "newest" || sort === "oldest";

type Placed = { id: string; createdAt: Date; currency: string; amountMinor: number };

export function placeText(row: Placed, sort: ListSort): string {
  const { id, createdAt, currency, amountMinor } = row;
  return isByTime(sort) ? `${createdAt.getTime()}.${id}` : `${currency}.${amountMinor}.${id}`;
}

/** Null for anything that `placeText` did not write for this order: the list then begins at its start. */
export function placeOf(text: string | undefined, sort: ListSort): PlaceKey | null {
  if (isByTime(sort)) {
    const [, time, id] = /^(\d{1,15})\.([A-Za-z0-9_-]{1,64})$/.exec(text ?? "") ?? [];
    if (time === undefined || id === undefined) return null;
    return { by: "time", createdAt: new Date(Number(time)), id };
  }
  const match = /^([A-Z]{3})\.(\d{1,15})\.([A-Za-z0-9_-]{1,64})$/.exec(text ?? "");
  const [, currency, amount, id] = match ?? [];
  if (currency === undefined || amount === undefined || id === undefined) return null;
  return { by: "amount", currency, amountMinor: Number(amount), id };
}

/** Both cursors at once are none. */
export function directionOf(place: ListPlace, sort: ListSort): PageDirection {
  const onward = placeOf(place.older, sort);
  const back = placeOf(place.newer, sort);
  if (onward !== null && back === null) return { kind: "onward", than: onward };
  if (back !== null && onward === null) return { kind: "back", than: back };
  return { kind: "first" };
}

/**
 * A page out of the rows that were read in the direction's own order, one more than fit where there are more. Answers
 * them in the list's order, with the cursors of both neighbours.
 */
export function pageOf<Row extends Placed>(
  read: readonly Row[],
  { direction, sort, size }: { direction: PageDirection; sort: ListSort; size: number },
): { rows: readonly Row[]; olderCursor: string | null; newerCursor: string | null } {
  const hasMore = read.length > size;
  const kept = read.slice(0, size);
  const rows = direction.kind === "back" ? kept.toReversed() : kept;
  const first = rows[0];
  const last = rows.at(-1);
  const hasOnward = direction.kind === "back" || hasMore;
  const hasBack = direction.kind === "onward" || (direction.kind === "back" && hasMore);
  return {
    rows,
    olderCursor: hasOnward && last !== undefined ? placeText(last, sort) : null,
    newerCursor: hasBack && first !== undefined ? placeText(first, sort) : null,
  };
}
