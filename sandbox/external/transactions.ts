/** What the merchant's bank did, and what it may still do with it. */
import type { Context } from "../core/context";

const TRANSACTIONS = "external.transactions";

export type TransactionKind = "authorization" | "capture" | "void" | "refund";

export type TransactionRecord = {
  token: string;
  merchant: string;
  kind: TransactionKind;
  amountMinor: number;
  currency: string;
  parentToken: string | null;
  state: "pending" | "approved" | "declined";
  /** Given to what is decided later. */
  actionId: string | null;
  reference: string | null;
  metadata: Record<string, string>;
  /** What acts on it is decided later too. Absent in older journals. */
  isAlwaysLater?: boolean;
};

export function saveTransaction(context: Context, record: TransactionRecord): TransactionRecord {
  return context.store.put(TRANSACTIONS, record.token, record);
}

export function findTransaction(
  context: Context,
  merchant: string,
  token: string,
): TransactionRecord | null {
  const record = context.store.get<TransactionRecord>(TRANSACTIONS, token);
  return record !== undefined && record.merchant === merchant ? record : null;
}

export function listChildren(context: Context, parent: TransactionRecord): TransactionRecord[] {
  return context.store
    .list<TransactionRecord>(TRANSACTIONS)
    .filter((record) => record.parentToken === parent.token && record.state !== "declined");
}

/**
 * How much of the parent a capture, void or refund may still take; children that are undecided
 * count as taken.
 */
export function available(
  kind: TransactionKind,
  parent: TransactionRecord,
  children: readonly TransactionRecord[],
): number {
  if (parent.state !== "approved") return 0;
  const taken = children.reduce((total, child) => total + child.amountMinor, 0);
  switch (kind) {
    case "capture":
      if (parent.kind !== "authorization") return 0;
      return children.some((child) => child.kind === "void") ? 0 : parent.amountMinor - taken;
    case "void":
      return parent.kind === "authorization" && children.length === 0 ? parent.amountMinor : 0;
    case "refund":
      return parent.kind === "capture" ? parent.amountMinor - taken : 0;
    case "authorization":
      return 0;
  }
}
