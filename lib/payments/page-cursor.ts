/** A place in a list that is sorted by time and then id: after which row a page begins. */
export type Cursor = { createdAt: Date; id: string };

export const cursorText = (cursor: Cursor): string => `${cursor.createdAt.getTime()}.${cursor.id}`;

/** Null for anything that `cursorText` did not write: the list then begins at its start. */
export function parseCursor(text: string | undefined): Cursor | null {
  const match = /^(\d{1,15})\.([A-Za-z0-9_-]{1,64})$/.exec(text ?? "");
  const [, time, id] = match ?? [];
  if (time === undefined || id === undefined) return null;
  return { createdAt: new Date(Number(time)), id };
}

export type PagePlace = { older?: string | undefined; newer?: string | undefined };

/** Where the page lies; both cursors at once are none. */
export type PageDirection =
  | { kind: "newest" }
  | { kind: "older"; than: Cursor }
  | { kind: "newer"; than: Cursor };

export function directionOf(place: PagePlace): PageDirection {
  const older = parseCursor(place.older);
  const newer = parseCursor(place.newer);
  if (older !== null && newer === null) return { kind: "older", than: older };
  if (newer !== null && older === null) return { kind: "newer", than: newer };
  return { kind: "newest" };
}

/**
 * A page out of the rows that were read in the direction's own order, one more than fit where there
 * are more. Answers them newest first, with the cursors of both neighbours.
 */
export function pageOf<Row extends { createdAt: Date; id: string }>(
  read: readonly Row[],
  direction: PageDirection,
  size: number,
): { rows: readonly Row[]; olderCursor: string | null; newerCursor: string | null } {
  const hasMore = read.length > size;
  const kept = read.slice(0, size);
  const rows = direction.kind === "newer" ? kept.toReversed() : kept;
  const first = rows[0];
  const last = rows.at(-1);
  const hasOlder = direction.kind === "newer" || hasMore;
  const hasNewer = direction.kind === "older" || (direction.kind === "newer" && hasMore);
  return {
    rows,
    olderCursor: hasOlder && last !== undefined ? cursorText(last) : null,
    newerCursor: hasNewer && first !== undefined ? cursorText(first) : null,
  };
}
