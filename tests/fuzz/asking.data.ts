// What asks somebody outside, by resource. A refused request leaves everything as it was, but for these: what came before the question,
// and the question itself, stay, because nobody can take back what a provider or a merchant's service has heard.

/** Members of a PATCH. The reason: whom they ask. */
export const ASKING: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  orders: {
    _authorize: "the gateway, for the money",
    _place: "the gateway, for the money; the merchant's service, whether it may be sold",
    _fix_payment_source: "the merchant's service, as it then places",
    _validate: "the merchant's service",
    _refresh: "the gateway, what became of it",
    _approve_and_capture: "the gateway, for the money",
    _capture: "the gateway, for the money",
    _refund: "the gateway, to give it back",
    _cancel: "the gateway, to give it back",
    payment_source: "the gateway, to end an attempt that waits for its shopper",
    _nullify_payment_source: "the gateway, to end an attempt that waits for its shopper",
    _customer_payment_source_id: "the gateway, to make a payment that a browser confirms",
  },
  authorizations: {
    succeeded: "the gateway, whether that is so",
    _forward: "the gateway, whether that is so",
    _capture: "the gateway, for the money",
    _void: "the gateway, to let it go",
    _cancel: "the gateway, to let it go",
  },
  captures: {
    succeeded: "the gateway, whether that is so",
    _forward: "the gateway, whether that is so",
    _refund: "the gateway, to give it back",
    _cancel: "the gateway, to give it back",
  },
  voids: {
    succeeded: "the gateway, whether that is so",
    _forward: "the gateway, whether that is so",
  },
  refunds: {
    succeeded: "the gateway, whether that is so",
    _forward: "the gateway, whether that is so",
  },
  checkout_com_payments: {
    _authorize: "the gateway, for the money",
    _details: "the gateway, what became of it",
    _refresh: "the gateway, what became of it",
  },
  stripe_payments: {
    _update: "the gateway, for another amount",
    _refresh: "the gateway, what became of it",
  },
};

/** A new payment source is made at its gateway too, where a browser will confirm it. */
export const ASKING_WHEN_MADE: ReadonlySet<string> = new Set([
  "stripe_payments",
  "checkout_com_payments",
]);

/** Somebody outside said no, or said nothing. */
export const ANSWERS: ReadonlySet<string> = new Set([
  "GATEWAY_UNAVAILABLE",
  "PAYMENT_NOT_APPROVED_FOR_EXECUTION",
  "ORDER_VALIDATION_UNAVAILABLE",
  "rejected_by_gateway",
  "refused_by_merchant",
]);

/** What may stand of them: the values of the body, the question, and what was answered. */
export const STANDING: ReadonlySet<string> = new Set([
  ...["orders", "addresses", "customers", "shipments"],
  ...["payment_sources", "transactions", "provider_calls", "attention_items"],
  ...["events", "outgoing_events", "event_callbacks"],
]);
