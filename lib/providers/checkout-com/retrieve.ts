/** Asking Checkout.com about one payment, by its id, a 3DS session's, or our reference. */
import { z } from "zod";
import { err, ok, type Result } from "../../result";
import type { ProviderError } from "../provider";
import { type CheckoutComCall, callCheckoutCom } from "./client";
import { errorOf } from "./errors";
import { outcomeOf, type Payment, readPayment, unreadable } from "./responses";

const NEWEST = 100;
const listSchema = z.looseObject({ data: z.array(z.unknown()) });

/** By `pay_…` or `sid_…`. Null when Checkout.com knows none. */
export async function findPayment(
  call: CheckoutComCall,
  id: string,
): Promise<Result<Payment | null, ProviderError>> {
  const path = `/payments/${id}`;
  const found = await callCheckoutCom(
    call,
    { method: "GET", path, body: null, expected: () => 200 },
    (sdk) => sdk.payments.get(id),
  );
  if (found.ok) return readPayment(found.value, null);
  return found.error.status === 404 ? ok(null) : err(errorOf(found.error));
}

/**
 * By the reference that we sent. A call repeated after a lost answer may have made two: the one
 * that holds money counts before one that was declined, and among equals the newest.
 */
export async function findByOurReference(
  call: CheckoutComCall,
  ourReference: string,
): Promise<Result<Payment | null, ProviderError>> {
  // The SDK puts the values into the address as they are.
  const query = { reference: encodeURIComponent(ourReference), limit: NEWEST };
  const path = `/payments?reference=${query.reference}&limit=${NEWEST}`;
  const listed = await callCheckoutCom(
    call,
    { method: "GET", path, body: null, expected: () => 200 },
    (sdk) => sdk.payments.getPaymentList(query),
  );
  if (!listed.ok) return err(errorOf(listed.error));
  const parsed = listSchema.safeParse(listed.value);
  if (!parsed.success) return err(unreadable("list"));
  const payments: Payment[] = [];
  for (const body of parsed.data.data) {
    const payment = readPayment(body, null);
    if (!payment.ok) return payment;
    if (payment.value.fields.reference === ourReference) payments.push(payment.value);
  }
  payments.sort((a, b) => requestedAt(b) - requestedAt(a));
  return ok(payments.find((one) => outcomeOf(one).kind !== "declined") ?? payments[0] ?? null);
}

const requestedAt = ({ fields }: Payment): number => Date.parse(fields.requested_on ?? "") || 0;
