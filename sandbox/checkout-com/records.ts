/** Where the sandbox keeps Checkout.com's objects. Records are never changed in place. */
import type { Context } from "../core/context";
import type { CustomerRecord, PaymentRecord, SourceRecord, TokenRecord } from "./payment";

const PAYMENTS = "checkout_com.payments";
const SESSIONS = "checkout_com.sessions";
const REFERENCES = "checkout_com.references";
const TOKENS = "checkout_com.tokens";
const SOURCES = "checkout_com.sources";
const CUSTOMERS = "checkout_com.customers";

/** A `pay_` or `sid_` id's payment, or null where it is unknown or another account's. */
export function findPayment(context: Context, account: string, id: string): PaymentRecord | null {
  const paymentId = context.store.get<{ paymentId: string }>(SESSIONS, id)?.paymentId ?? id;
  const payment = context.store.get<PaymentRecord>(PAYMENTS, paymentId);
  return payment !== undefined && payment.account === account ? payment : null;
}

/** For tasks and challenges, which were made for one payment and name it. */
export function findAnyPayment(context: Context, paymentId: string): PaymentRecord | null {
  return context.store.get<PaymentRecord>(PAYMENTS, paymentId) ?? null;
}

export function savePayment(context: Context, payment: PaymentRecord): PaymentRecord {
  return context.store.put(PAYMENTS, payment.id, payment);
}

/** A new payment, with its indexes by reference and by 3DS session. */
export function addPayment(context: Context, payment: PaymentRecord): PaymentRecord {
  if (payment.reference !== null) {
    const key = referenceKey(payment.account, payment.reference);
    const known = context.store.get<{ paymentIds: string[] }>(REFERENCES, key)?.paymentIds ?? [];
    context.store.put(REFERENCES, key, { paymentIds: [...known, payment.id] });
  }
  if (payment.threeDs !== null) {
    context.store.put(SESSIONS, payment.threeDs.sessionId, { paymentId: payment.id });
  }
  return savePayment(context, payment);
}

function referenceKey(account: string, reference: string): string {
  return `${account} ${reference}`;
}

/** Newest first. */
export function listByReference(
  context: Context,
  account: string,
  reference: string,
): PaymentRecord[] {
  const key = referenceKey(account, reference);
  const ids = context.store.get<{ paymentIds: string[] }>(REFERENCES, key)?.paymentIds ?? [];
  return ids.flatMap((id) => findPayment(context, account, id) ?? []).reverse();
}

/** Every payment of an account, newest first. */
export function listPayments(context: Context, account: string): PaymentRecord[] {
  return context.store
    .list<PaymentRecord>(PAYMENTS)
    .filter((payment) => payment.account === account)
    .reverse();
}

export function listAuthorized(context: Context): PaymentRecord[] {
  return context.store
    .list<PaymentRecord>(PAYMENTS)
    .filter((payment) => payment.authorization === "approved");
}

export function findToken(context: Context, account: string, id: string): TokenRecord | null {
  const token = context.store.get<TokenRecord>(TOKENS, id);
  return token !== undefined && token.account === account ? token : null;
}

export function saveToken(context: Context, token: TokenRecord): TokenRecord {
  return context.store.put(TOKENS, token.id, token);
}

export function findSource(context: Context, account: string, id: string): SourceRecord | null {
  const source = context.store.get<SourceRecord>(SOURCES, id);
  return source !== undefined && source.account === account ? source : null;
}

export function saveSource(context: Context, source: SourceRecord): SourceRecord {
  return context.store.put(SOURCES, source.id, source);
}

/** The customer with this id or email, made where there is none; without either it is a new one. */
export function customerFor(
  context: Context,
  account: string,
  wanted: { id: string | null; email: string | null; name: string | null },
): CustomerRecord {
  const byEmail = wanted.email === null ? null : `${account} ${wanted.email.toLowerCase()}`;
  const known =
    byEmail === null ? undefined : context.store.get<CustomerRecord>(CUSTOMERS, byEmail);
  const id = wanted.id ?? known?.id ?? context.ids.base32("cus_");
  const customer = { id, email: wanted.email, name: wanted.name ?? known?.name ?? null };
  if (byEmail !== null) context.store.put(CUSTOMERS, byEmail, customer);
  return customer;
}
