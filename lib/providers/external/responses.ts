/** From an external gateway's reply, or its callback of the same shape, to an outcome. */
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import { parseCurrency } from "../../money/currency";
import type { Money } from "../../money/money";
import type { PaymentInstrument, ProviderFacts, ProviderOutcome } from "../provider";
import { scrubText } from "../scrub";
import { declineOf } from "./declines";

const errorSchema = z.looseObject({
  code: z.union([z.string(), z.number()]).nullish(),
  message: z.string().nullish(),
});
const instrumentSchema = z.looseObject({
  issuer: z.string().nullish(),
  card_type: z.string().nullish(),
  card_last_digits: z.string().max(4).nullish(),
  card_expiry_month: z.coerce.number().nullish().catch(null),
  card_expiry_year: z.coerce.number().nullish().catch(null),
});
const replySchema = z.looseObject({
  success: z.boolean(),
  data: z
    .looseObject({
      transaction_token: z.string().min(1).nullish(),
      action_id: z.string().min(1).nullish(),
      amount_cents: z.int().min(0).nullish(),
      currency_code: z.string().nullish(),
      payment_source_token: z.string().nullish(),
      payment_instrument: instrumentSchema.nullish().catch(null),
      error: errorSchema.nullish(),
    })
    .nullish(),
  // The generic contract has it at the top, that of payments inside of data: both are read.
  error: errorSchema.nullish(),
});
export type Reply = z.infer<typeof replySchema>;

/** Null when the body is not of the contract's shape. */
export function readReply(body: unknown): Reply | null {
  const parsed = replySchema.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** What a reply stands in for where it is silent. */
export type Asked = {
  amount: Money;
  /** The payment acted on; null for an authorization, which makes one. */
  payment: ProviderReference | null;
};

/** Null when it says success without a transaction token: then nobody knows. */
export function outcomeOf(reply: Reply, asked: Asked): ProviderOutcome | null {
  const { data } = reply;
  const token = (data?.transaction_token ?? null) as ProviderReference | null;
  const facts = factsOf(reply);
  if (!reply.success) {
    const error = data?.error ?? reply.error;
    const code = error?.code == null ? null : scrubText(String(error.code));
    const message = error?.message == null ? null : scrubText(error.message);
    const decline = declineOf({ code, message });
    return { kind: "declined", reference: asked.payment ?? token, decline, facts };
  }
  if (token === null) return null;
  return {
    kind: "succeeded",
    reference: asked.payment ?? token,
    transactionReference: token,
    // As the gateway says, right or wrong: the caller compares. Currencies are not part of the
    // contract's replies.
    amount: amountOf(reply) ?? asked.amount,
    capturedMinor: 0,
    facts,
  };

  function amountOf({ data: said }: Reply): Money | null {
    if (said?.amount_cents == null) return null;
    const currency = said.currency_code == null ? null : parseCurrency(said.currency_code);
    return { amountMinor: said.amount_cents, currency: currency ?? asked.amount.currency };
  }
}

/** Accepted, to be decided later: `action_id` is what the callback will name. Null without one. */
export function pendingOf(reply: Reply, asked: Asked): ProviderOutcome | null {
  const action = (reply.data?.action_id ?? null) as ProviderReference | null;
  if (action === null) return null;
  return {
    kind: "pending",
    reference: asked.payment ?? action,
    transactionReference: action,
    facts: factsOf(reply),
  };
}

export function factsOf(reply: Reply): ProviderFacts {
  const instrument = reply.data?.payment_instrument;
  return { attributes: {}, instrument: instrument == null ? null : instrumentOf(instrument) };
}

const instrumentOf = (given: z.infer<typeof instrumentSchema>): PaymentInstrument => ({
  issuer_type: "external_payment",
  issuer: given.issuer ?? null,
  card_type: given.card_type ?? null,
  card_last_digits: given.card_last_digits ?? null,
  card_expiry_month: given.card_expiry_month ?? null,
  card_expiry_year: given.card_expiry_year ?? null,
});
