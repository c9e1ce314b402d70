/** One line of good news for the whole page: what said it may be gone by then (a row that was taken off its list). */
export type Announcement = { id: number; text: string };

let newest: Announcement | null = null;
const listeners = new Set<() => void>();

const set = (next: Announcement | null) => {
  newest = next;
  for (const listener of listeners) listener();
};

export const announce = (text: string): void => set({ id: (newest?.id ?? 0) + 1, text });
export const putAway = (): void => set(null);

/** For `useSyncExternalStore`. */
export const announcements = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): Announcement | null => newest,
  /** Nothing has happened yet where a page is drawn. */
  readOnServer: (): null => null,
};
