/** Making, adopting and confirming payment intents. */
import { timingSafeEqual } from "node:crypto";
import type { ProviderReference } from "../../ids";
import { isSameMoney } from "../../money/money";
import { err, ok, type Result } from "../../result";
import type { AuthorizeInput, ProviderAnswer, ProviderCall, ProviderError } from "../provider";
import { callStripe, type StripeCall } from "./client";
import type { StripeConfig } from "./config";
import { answerOfProblem, errorOf } from "./errors";
import { createAndConfirmParams, createParams, EXPAND } from "./requests";
import { type Intent, outcomeOf, readIntent } from "./responses";
import { optionsOf, type StripeSource } from "./source";

type Call = ProviderCall<StripeConfig>;
type Input = AuthorizeInput<StripeSource>;

/**
 * Creates an intent for a browser (or a later `authorize`) to confirm, or adopts the client's own:
 * its secret, amount and currency must be ours, else `provider_rejected_request` names the
 * attribute.
 */
export async function prepare(call: Call, input: Input): Promise<ProviderAnswer> {
  const { stripe_id: stripeId, client_secret: clientSecret } = input.source;
  if (stripeId != null) return await adopt(call, input, { stripeId, clientSecret });
  if (clientSecret != null) return refuse("stripe_id", "A client secret needs its intent's id.");
  const created = await callStripe(call, (stripe, options) =>
    stripe.paymentIntents.create(createParams(call.config, input), options),
  );
  return created.ok ? answerOf(created.value) : answerOfProblem(created.error);
}

async function adopt(
  call: Call,
  input: Input,
  given: { stripeId: string; clientSecret: string | null | undefined },
): Promise<ProviderAnswer> {
  if (given.clientSecret == null) return refuse("client_secret", "The intent's secret is missing.");
  const found = await findIntent(call, given.stripeId as ProviderReference);
  if (!found.ok) return found;
  const intent = found.value;
  if (intent === null) return refuse("stripe_id", "Stripe knows no such payment intent.");
  if (!isSameText(intent.fields.client_secret ?? "", given.clientSecret)) {
    return refuse("client_secret", "The secret is not this intent's.");
  }
  const mismatch = mismatchOf(intent, input);
  return mismatch ?? ok(outcomeOf(intent));
}

/**
 * Without a reference: creates and confirms in one call. With one: asks where the intent stands,
 * and confirms it when nothing but that is missing.
 */
export async function authorize(call: Call, input: Input): Promise<ProviderAnswer> {
  if (input.reference !== null) return await proceed(call, input, input.reference);
  const card = input.source.confirmation_token ?? optionsOf(input.source).payment_method;
  if (card == null) return refuse("confirmation_token", "There is no card to charge yet.");
  const created = await callStripe(call, (stripe, options) =>
    stripe.paymentIntents.create(createAndConfirmParams(call.config, input), options),
  );
  return created.ok ? answerOf(created.value) : answerOfProblem(created.error);
}

async function proceed(
  call: Call,
  input: Input,
  reference: ProviderReference,
): Promise<ProviderAnswer> {
  const found = await findIntent(call, reference);
  if (!found.ok) return found;
  const intent = found.value;
  if (intent === null) return refuse("stripe_id", "Stripe knows no such payment intent.");
  const { status, last_payment_error: failure } = intent.fields;
  const token = input.source.confirmation_token;
  const isOpen = status === "requires_payment_method" || status === "requires_confirmation";
  if (!isOpen) return ok(outcomeOf(intent));
  const mismatch = mismatchOf(intent, input);
  if (mismatch !== null) return mismatch;
  if (status === "requires_payment_method" && token == null) {
    if (failure != null) return ok(outcomeOf(intent));
    return refuse("stripe_id", "Confirm the payment in the browser first.");
  }
  const params = {
    return_url: input.returnUrls.success,
    ...(token == null ? {} : { confirmation_token: token }),
    expand: EXPAND,
  };
  const confirmed = await callStripe(call, (stripe, options) =>
    stripe.paymentIntents.confirm(reference, params, options),
  );
  return confirmed.ok ? answerOf(confirmed.value) : answerOfProblem(confirmed.error);
}

/** Null when Stripe has none of that id. */
export async function findIntent(
  call: StripeCall,
  reference: ProviderReference,
): Promise<Result<Intent | null, ProviderError>> {
  const { idempotencyKey: _unused, ...unkeyed } = call;
  const found = await callStripe(unkeyed, (stripe, options) =>
    stripe.paymentIntents.retrieve(reference, { expand: EXPAND }, options),
  );
  if (found.ok) return readIntent(found.value);
  const isMissing = found.error.kind === "error" && found.error.error.status === 404;
  return isMissing ? ok(null) : err(errorOf(found.error));
}

/** The outcome that an intent in Stripe's answer stands for. */
export function answerOf(body: unknown): ProviderAnswer {
  const intent = readIntent(body);
  return intent.ok ? ok(outcomeOf(intent.value)) : intent;
}

function mismatchOf(intent: Intent, input: Input): ProviderAnswer | null {
  if (isSameMoney(intent.money, input.amount)) return null;
  return refuse("stripe_id", "The intent's amount or currency is not the order's.");
}

function refuse(attribute: string, detail: string): ProviderAnswer {
  return err({ code: "provider_rejected_request", detail, attribute });
}

function isSameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
