/**
 * The part of Checkout.com's search language that looks payments up: `field:"value"` joined by AND
 * and OR.
 */
import type { PaymentRecord } from "./payment";
import { statusOf } from "./status";

const FIELDS: Readonly<Record<string, (payment: PaymentRecord) => string | null>> = {
  id: (p) => p.id,
  reference: (p) => p.reference,
  status: (p) => statusOf(p),
  currency: (p) => p.currency,
  amount: (p) => String(p.amountMinor),
  last_four: (p) => p.card.last4,
  bin: (p) => p.card.bin,
  customer_email: (p) => p.customer.email,
};
const TERM = /^\s*([\w.]+)\s*:\s*(?:"([^"]*)"|'([^']*)'|(\S+))\s*$/;

export type PaymentFilter = (payment: PaymentRecord) => boolean;

/** The filter that a query means, or null where it cannot be read. AND binds closer than OR. */
export function parseQuery(query: string): PaymentFilter | null {
  const groups = query.split(/\s+OR\s+/i).map((group) => group.split(/\s+AND\s+/i).map(parseTerm));
  if (groups.some((terms) => terms.includes(null))) return null;
  return (payment) => groups.some((terms) => terms.every((term) => term?.(payment) ?? false));
}

function parseTerm(term: string): PaymentFilter | null {
  const match = TERM.exec(term);
  const name = match?.[1] ?? "";
  const value = (match?.[2] ?? match?.[3] ?? match?.[4] ?? "").toLowerCase();
  if (match === null) return null;
  if (name.startsWith("metadata.")) {
    const key = name.slice("metadata.".length);
    return (payment) => String(payment.metadata?.[key] ?? "").toLowerCase() === value;
  }
  const field = FIELDS[name];
  return field === undefined ? null : (payment) => field(payment)?.toLowerCase() === value;
}
