import type Stripe from "stripe";
import { checkAmount, checkCurrency } from "../currencies";
import type { Call } from "../endpoint";
import { stateError } from "../errors";
import { mergeMetadata, type Parsed, parseParams } from "../params";
import { methodFromParams } from "./confirm";
import { describingChanges, sharedChanges, UPDATE_FIELDS } from "./fields";
import { dropChallenge, findIntent } from "./find";

const OPEN: readonly Stripe.PaymentIntent.Status[] = [
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
];

/** Members that say nothing about the money and may change at any time. */
const ALWAYS = new Set(["description", "metadata", "receipt_email", "shipping", "transfer_group"]);

/**
 * POST /v1/payment_intents/:id. A new amount or method undoes an authentication that was asked
 * for.
 */
export function updateIntent(call: Call): object {
  const before = findIntent(call, call.id);
  const given = parseParams(UPDATE_FIELDS, call.form);
  refuseLate(before, given);
  const method = methodFromParams(call, given);
  const amount = given.amount ?? before.amount;
  const currency = given.currency == null ? before.currency : checkCurrency(given.currency);
  if (given.amount != null || given.currency != null) checkAmount(amount, currency);
  const intent: Stripe.PaymentIntent = {
    ...before,
    amount,
    currency,
    ...describingChanges(call, given),
    ...sharedChanges(before, given),
    metadata: mergeMetadata(before.metadata, given.metadata),
    ...(method === null ? {} : { payment_method: method.id }),
  };
  return call.account.intents.put(intent.id, restart(call, before, intent, method !== null));
}

function refuseLate(intent: Stripe.PaymentIntent, given: Parsed<typeof UPDATE_FIELDS>): void {
  if (OPEN.includes(intent.status)) return;
  const late = Object.keys(given).find((name) => !ALWAYS.has(name));
  if (late === undefined) return;
  const message = [
    `This PaymentIntent's ${late} could not be updated because it has a status`,
    `of ${intent.status}. You may only update the ${late} of a PaymentIntent`,
    `with one of the following statuses: ${OPEN.join(", ")}.`,
  ].join(" ");
  throw stateError("payment_intent_unexpected_state", message, intent);
}

function restart(
  call: Call,
  before: Stripe.PaymentIntent,
  intent: Stripe.PaymentIntent,
  newMethod: boolean,
): Stripe.PaymentIntent {
  const repriced = intent.amount !== before.amount || intent.currency !== before.currency;
  const undone = before.status === "requires_action" && (repriced || newMethod);
  if (undone) dropChallenge(call, intent.id);
  if (!undone && !newMethod) return intent;
  return { ...intent, status: "requires_confirmation", next_action: null };
}
