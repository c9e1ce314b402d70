/** From Stripe's answers to outcomes: every status in one exhaustive place. */
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import { parseCurrency } from "../../money/currency";
import type { Money } from "../../money/money";
import { err, ok, type Result } from "../../result";
import { fromProviderAmount } from "../amount-rules";
import type { PaymentInstrument, ProviderError, ProviderFacts, ProviderOutcome } from "../provider";
import { withoutPersonalData } from "../scrub";
import { STRIPE_AMOUNTS } from "./amounts";
import { declineOf } from "./declines";

const cardSchema = z.looseObject({
  brand: z.string().nullish(),
  last4: z.string().nullish(),
  exp_month: z.number().nullish(),
  exp_year: z.number().nullish(),
  issuer: z.string().nullish(),
});
const chargeSchema = z.looseObject({
  id: z.string(),
  amount: z.number(),
  amount_captured: z.number().catch(0),
  amount_refunded: z.number().catch(0),
  captured: z.boolean(),
  status: z.string(),
  outcome: z
    .looseObject({ risk_level: z.string().nullish(), risk_score: z.number().nullish() })
    .nullish()
    .catch(null),
  payment_method_details: z.looseObject({ type: z.string(), card: cardSchema.nullish() }).nullish(),
});
const intentSchema = z.looseObject({
  id: z.string(),
  object: z.literal("payment_intent"),
  amount: z.number(),
  amount_received: z.number().nullish(),
  currency: z.string(),
  status: z.string(),
  client_secret: z.string().nullish(),
  cancellation_reason: z.string().nullish(),
  latest_charge: z.union([z.string(), chargeSchema]).nullish(),
  last_payment_error: z
    .looseObject({
      code: z.string().nullish(),
      decline_code: z.string().nullish(),
      payment_method: z.looseObject({ card: cardSchema.nullish() }).nullish(),
    })
    .nullish(),
  next_action: z
    .looseObject({ redirect_to_url: z.looseObject({ url: z.string().nullish() }).nullish() })
    .nullish(),
  metadata: z.record(z.string(), z.string()).catch({}),
  payment_method: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
});

export type Intent = {
  fields: z.infer<typeof intentSchema>;
  reference: ProviderReference;
  /** In our minor units. */
  money: Money;
  receivedMinor: number;
  /** Null while there is none, or where it was not expanded. */
  charge: z.infer<typeof chargeSchema> | null;
};

/** What Stripe said of an intent, or that it cannot be read: then it may have happened. */
export function readIntent(body: unknown): Result<Intent, ProviderError> {
  const parsed = intentSchema.safeParse(body);
  if (!parsed.success) return err(unreadable("payment intent"));
  const fields = parsed.data;
  const money = moneyOf(fields.amount, fields.currency);
  const received = moneyOf(fields.amount_received ?? 0, fields.currency);
  if (money === null || received === null) return err(unreadable("amount"));
  const { latest_charge: latest } = fields;
  return ok({
    fields,
    reference: fields.id as ProviderReference,
    money,
    receivedMinor: received.amountMinor,
    charge: typeof latest === "object" && latest !== null ? latest : null,
  });
}

/** Stripe's whole number and lower-case code as ours; null when they do not fit together. */
export function moneyOf(amount: number, currencyText: string): Money | null {
  const currency = parseCurrency(currencyText);
  return currency === null ? null : fromProviderAmount(STRIPE_AMOUNTS, amount, currency);
}

export const unreadable = (what: string): ProviderError => ({
  code: "provider_indeterminate",
  detail: `Stripe's answer could not be read: ${what}.`,
});

/** Where the authorization of an intent stands. An unknown status is `pending`, never an end. */
export function outcomeOf(intent: Intent): ProviderOutcome {
  const { fields, reference } = intent;
  const facts = factsOf(intent);
  switch (fields.status) {
    case "requires_capture":
      return succeeded(intent, 0);
    case "succeeded":
      return succeeded(intent, intent.receivedMinor);
    case "canceled":
      return wasAuthorized(intent) ? succeeded(intent, 0) : canceled(intent);
    case "requires_payment_method":
      if (fields.last_payment_error != null) {
        return {
          kind: "declined",
          reference,
          decline: declineOf(fields.last_payment_error),
          facts,
        };
      }
      return waitsForBrowser(intent);
    case "requires_confirmation":
      return waitsForBrowser(intent);
    case "requires_action": {
      const url = fields.next_action?.redirect_to_url?.url;
      if (url == null) return waitsForBrowser(intent);
      return { kind: "action_required", reference, action: { kind: "redirect", url }, facts };
    }
    default:
      return { kind: "pending", reference, facts };
  }
}

/** An intent that was authorized and then let go: Stripe calls it canceled, we call it voided. */
export const isVoided = (intent: Intent): boolean =>
  intent.fields.status === "canceled" && wasAuthorized(intent);

const wasAuthorized = ({ charge }: Intent): boolean => charge?.status === "succeeded";

function waitsForBrowser(intent: Intent): ProviderOutcome {
  const { fields, reference } = intent;
  const facts = factsOf(intent);
  const clientSecret = fields.client_secret;
  if (clientSecret == null) return { kind: "pending", reference, facts };
  const action = { kind: "client_confirmation", clientSecret } as const;
  return { kind: "action_required", reference, action, facts };
}

function canceled(intent: Intent): ProviderOutcome {
  const { fields, reference } = intent;
  const raw = `canceled:${fields.cancellation_reason ?? "unknown"}`;
  const decline =
    fields.last_payment_error == null
      ? ({ code: "unknown", raw } as const)
      : declineOf(fields.last_payment_error);
  return { kind: "declined", reference, decline, facts: factsOf(intent) };
}

function succeeded(intent: Intent, capturedMinor: number): ProviderOutcome {
  return {
    kind: "succeeded",
    reference: intent.reference,
    transactionReference: chargeIdOf(intent),
    amount: intent.money,
    capturedMinor,
    facts: factsOf(intent),
  };
}

/** The charge (`ch_…`, `py_…`), expanded or not. */
export function chargeIdOf({ fields }: Intent): ProviderReference | null {
  const { latest_charge: latest } = fields;
  const id = typeof latest === "string" ? latest : latest?.id;
  return id === undefined ? null : (id as ProviderReference);
}

export function factsOf(intent: Intent): ProviderFacts {
  const { fields, charge } = intent;
  const details = charge?.payment_method_details;
  const method = fields.payment_method;
  const chargeId = chargeIdOf(intent);
  // A decline's answer does not expand the charge: its error names the card.
  const card = details?.card ?? fields.last_payment_error?.payment_method?.card;
  return {
    attributes: {
      stripe_id: fields.id,
      ...(fields.client_secret == null ? {} : { client_secret: fields.client_secret }),
      ...(chargeId === null ? {} : { charge_id: chargeId }),
      ...(method == null
        ? {}
        : {
            payment_method: withoutPersonalData({
              ...(typeof method === "string" ? { id: method, ...details } : method),
              ...riskOf(charge),
            }),
          }),
    },
    instrument: card == null ? null : instrumentOf(card),
  };
}

/** What Stripe thought of it stands on the charge, which is not kept. */
const riskOf = (charge: Intent["charge"]) =>
  charge?.outcome == null
    ? {}
    : { risk: { level: charge.outcome.risk_level, score: charge.outcome.risk_score } };

const instrumentOf = (card: z.infer<typeof cardSchema>): PaymentInstrument => ({
  issuer_type: "stripe_payment",
  issuer: card.issuer ?? null,
  card_type: card.brand ?? null,
  card_last_digits: card.last4 ?? null,
  card_expiry_month: card.exp_month ?? null,
  card_expiry_year: card.exp_year ?? null,
});

export const NO_FACTS: ProviderFacts = { attributes: {}, instrument: null };
