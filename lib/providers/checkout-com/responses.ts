/** From Checkout.com's answers to outcomes: every status in one place. */
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import { parseCurrency } from "../../money/currency";
import type { Money } from "../../money/money";
import { err, ok, type Result } from "../../result";
import { fromProviderAmount } from "../amount-rules";
import type { PaymentInstrument, ProviderError, ProviderFacts, ProviderOutcome } from "../provider";
import { withoutPersonalData } from "../scrub";
import { CHECKOUT_COM_AMOUNTS } from "./amounts";
import { declineOf } from "./declines";
import { INSTALLATION, REFERENCE } from "./requests";

const sourceSchema = z.looseObject({
  id: z.string().nullish(),
  scheme: z.string().nullish(),
  issuer: z.string().nullish(),
  last4: z.string().nullish(),
  expiry_month: z.number().nullish(),
  expiry_year: z.number().nullish(),
});
const balancesSchema = z.looseObject({
  total_captured: z.number().catch(0),
  total_refunded: z.number().catch(0),
});
const actionSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  response_code: z.string().nullish(),
});
/** A 201, a 202 and what GET answers have these in common. */
const paymentSchema = z.looseObject({
  id: z.string().regex(/^pay_/),
  status: z.string(),
  approved: z.boolean().nullish(),
  // A 202 names neither.
  amount: z.number().nullish(),
  currency: z.string().nullish(),
  action_id: z.string().nullish(),
  response_code: z.string().nullish(),
  reference: z.string().nullish(),
  requested_on: z.string().nullish(),
  actions: z.array(actionSchema).catch([]),
  source: sourceSchema.nullish().catch(null),
  customer: z.looseObject({ id: z.string().nullish() }).nullish().catch(null),
  balances: balancesSchema.nullish().catch(null),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  _links: z.looseObject({ redirect: z.looseObject({ href: z.string() }).nullish() }).nullish(),
});

export type Payment = {
  fields: z.infer<typeof paymentSchema>;
  reference: ProviderReference;
  money: Money;
  capturedMinor: number;
  refundedMinor: number;
};

export const unreadable = (what: string): ProviderError => ({
  code: "provider_indeterminate",
  detail: `Checkout.com's answer could not be read: ${what}.`,
});

/** What was said of a payment; `requested` stands in where the answer names no amount (a 202). */
export function readPayment(
  body: unknown,
  requested: Money | null,
): Result<Payment, ProviderError> {
  const parsed = paymentSchema.safeParse(body);
  if (!parsed.success) return err(unreadable("payment"));
  const fields = parsed.data;
  const { amount, currency, balances } = fields;
  const money = amount == null || currency == null ? requested : moneyOf(amount, currency);
  if (money === null) return err(unreadable("amount"));
  const captured = moneyOf(balances?.total_captured ?? 0, money.currency);
  const refunded = moneyOf(balances?.total_refunded ?? 0, money.currency);
  if (captured === null || refunded === null) return err(unreadable("balances"));
  return ok({
    fields,
    reference: fields.id as ProviderReference,
    money,
    capturedMinor: captured.amountMinor,
    refundedMinor: refunded.amountMinor,
  });
}

export function moneyOf(amount: number, currencyText: string): Money | null {
  const currency = parseCurrency(currencyText);
  return currency === null ? null : fromProviderAmount(CHECKOUT_COM_AMOUNTS, amount, currency);
}

/**
 * Where the authorization stands. A decline is a 201 with `approved: false`; an unknown status is
 * pending.
 */
export function outcomeOf(payment: Payment): ProviderOutcome {
  const { fields, reference } = payment;
  const facts = factsOf(payment);
  switch (fields.status) {
    case "Authorized":
    case "Partially Captured":
    case "Captured":
    case "Partially Refunded":
    case "Refunded":
    case "Voided":
    case "Paid":
      return succeeded(payment);
    case "Declined":
      return { kind: "declined", reference, decline: declineOf(responseCodeOf(payment)), facts };
    case "Canceled":
    case "Expired": {
      if (wasApproved(payment)) return succeeded(payment);
      const raw = responseCodeOf(payment);
      const decline =
        raw === "unknown"
          ? ({ code: "authentication_failed", raw: fields.status.toLowerCase() } as const)
          : declineOf(raw);
      return { kind: "declined", reference, decline, facts };
    }
    default: {
      const url = fields._links?.redirect?.href;
      if (fields.status !== "Pending" || url === undefined) {
        return { kind: "pending", reference, facts };
      }
      return { kind: "action_required", reference, action: { kind: "redirect", url }, facts };
    }
  }
}

/** An authorization that was let go, by us or by time. */
export const isVoided = (payment: Payment): boolean => {
  const { status } = payment.fields;
  if (status === "Voided") return true;
  const isOver = status === "Expired" || status === "Canceled";
  return isOver && wasApproved(payment) && payment.capturedMinor === 0;
};

const wasApproved = ({ fields }: Payment): boolean => fields.approved === true;

function succeeded(payment: Payment): ProviderOutcome {
  const { reference, money, capturedMinor, fields } = payment;
  const action = fields.action_id ?? authorizationOf(payment)?.id ?? null;
  return {
    kind: "succeeded",
    reference,
    transactionReference: action as ProviderReference | null,
    amount: money,
    capturedMinor,
    facts: factsOf(payment),
  };
}

const authorizationOf = ({ fields }: Payment) =>
  fields.actions.find(({ type }) => type === "Authorization" || type === "Card Verification");

const responseCodeOf = (payment: Payment): string =>
  payment.fields.response_code ?? authorizationOf(payment)?.response_code ?? "unknown";

export const NO_FACTS: ProviderFacts = { attributes: {}, instrument: null };

export function factsOf({ fields }: Payment): ProviderFacts {
  const { source, customer, _links: links } = fields;
  return {
    attributes: {
      payment_response: withoutPersonalData(fields),
      // Only while there is somewhere to go: a settled payment must not send anybody out again.
      redirect_uri: links?.redirect?.href ?? null,
      ...(source?.id == null ? {} : { source_id: source.id }),
      ...(customer?.id == null ? {} : { customer_token: customer.id }),
    },
    instrument: source?.last4 == null ? null : instrumentOf(source),
  };
}

const instrumentOf = (source: z.infer<typeof sourceSchema>): PaymentInstrument => ({
  issuer_type: "checkout_com_payment",
  issuer: source.issuer ?? null,
  card_type: source.scheme?.toLowerCase() ?? null,
  card_last_digits: source.last4 ?? null,
  card_expiry_month: source.expiry_month ?? null,
  card_expiry_year: source.expiry_year ?? null,
});

/** Our reference and installation as the payment carries them; null for other systems' payments. */
export const ownershipOf = ({ fields }: Payment) => ownershipFields(fields);

export function ownershipFields(fields: Pick<Payment["fields"], "reference" | "metadata">): {
  ourReference: string | null;
  installationId: string | null;
} {
  const reference = fields.metadata?.[REFERENCE] ?? fields.reference;
  const installation = fields.metadata?.[INSTALLATION];
  return {
    ourReference: typeof reference === "string" ? reference : null,
    installationId: typeof installation === "string" ? installation : null,
  };
}
