/**
 * The sandbox's own book of what was charged. Handlers write it in the same batch as the payment,
 * so that a test can compare it with what the shop believes.
 */
import type { FaultProvider } from "./faults";
import type { Ids } from "./ids";
import type { Store } from "./store";

export type BookKind = "authorization" | "capture" | "void" | "refund";

export interface BookEntry {
  id: string;
  provider: FaultProvider;
  account: string;
  /** `pi_…`, `pay_…` or the external gateway's transaction token. */
  paymentId: string;
  /** The transaction's own id (`ch_…`, `re_…`, `act_…`), or null. */
  transactionId: string | null;
  kind: BookKind;
  amountMinor: number;
  currency: string;
  /** Milliseconds since 1970, by the sandbox's clock. */
  at: number;
  /** Checkout.com's reference or the external order's; null at Stripe, which has metadata. */
  reference: string | null;
  metadata: Record<string, string>;
}

export interface BookFilter {
  account?: string | undefined;
  /** A reference, a payment's or a transaction's id, or any metadata value. */
  reference?: string | undefined;
}

export interface Book {
  record(entry: Omit<BookEntry, "id" | "at">): BookEntry;
  /** Oldest first. */
  list(filter?: BookFilter): BookEntry[];
}

const BOOK = "book";

export function createBook(store: Store, ids: Ids, now: () => number): Book {
  return {
    record: (entry) => {
      const id = ids.base62("bk_", 16);
      return store.put<BookEntry>(BOOK, id, { id, at: now(), ...entry });
    },
    list: (filter = {}) => store.list<BookEntry>(BOOK).filter((entry) => matches(entry, filter)),
  };
}

function matches(entry: BookEntry, { account, reference }: BookFilter): boolean {
  if (account !== undefined && entry.account !== account) return false;
  if (reference === undefined) return true;
  return (
    entry.reference === reference ||
    entry.paymentId === reference ||
    entry.transactionId === reference ||
    Object.values(entry.metadata).includes(reference)
  );
}
