/** One Stripe account's data: every collection of it, by its key's suffix. */
import type Stripe from "stripe";
import type { Context } from "../core/context";
import type { Collection } from "../core/store";
import type { StripeErrorBody } from "./errors";

/** What an intent needs beside its public face. */
export interface IntentSecrets {
  id: string;
  challengeId: string | null;
  returnUrl: string | null;
  /** The task that lets the authorization expire. */
  expiryTaskId: string | null;
}

/** Which row of the test cards a payment method is. */
export interface StoredCard {
  id: string;
  number: string;
}

export interface SavedAnswer {
  id: string;
  endpoint: string;
  parameters: string;
  status: number;
  body: object;
  requestId: string;
  at: number;
}

export interface Account {
  id: string;
  intents: Collection<Stripe.PaymentIntent>;
  secrets: Collection<IntentSecrets>;
  charges: Collection<Stripe.Charge>;
  refunds: Collection<Stripe.Refund>;
  paymentMethods: Collection<Stripe.PaymentMethod>;
  confirmationTokens: Collection<Stripe.ConfirmationToken>;
  cards: Collection<StoredCard>;
  customers: Collection<Stripe.Customer>;
  balanceTransactions: Collection<Stripe.BalanceTransaction>;
  disputes: Collection<Stripe.Dispute>;
  events: Collection<Stripe.EventBase>;
  webhookEndpoints: Collection<Stripe.WebhookEndpoint>;
  idempotency: Collection<SavedAnswer>;
}

export function openAccount({ store }: Pick<Context, "store">, id: string): Account {
  const own = <T extends object>(name: string): Collection<T> =>
    store.collection<T>(`stripe/${id}/${name}`);
  return {
    id,
    intents: own("payment_intents"),
    secrets: own("payment_intent_secrets"),
    charges: own("charges"),
    refunds: own("refunds"),
    paymentMethods: own("payment_methods"),
    confirmationTokens: own("confirmation_tokens"),
    cards: own("cards"),
    customers: own("customers"),
    balanceTransactions: own("balance_transactions"),
    disputes: own("disputes"),
    events: own("events"),
    webhookEndpoints: own("webhook_endpoints"),
    idempotency: own("idempotency"),
  };
}

/** What an operation works on. Tasks and challenges make one without a request. */
export interface Work {
  context: Context;
  account: Account;
  /** For the events that come of it; null when no request caused them. */
  request: { id: string; idempotencyKey: string | null } | null;
}

export type LastPaymentError = Stripe.PaymentIntent.LastPaymentError & StripeErrorBody;
