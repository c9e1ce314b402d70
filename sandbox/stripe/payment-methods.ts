/** Payment methods and confirmation tokens. */
import type Stripe from "stripe";
import type { Work } from "./account";
import { cardDetails, METHOD_FIELDS, tokenDetails } from "./card-entry";
import { findCardByNumber, type TestCard } from "./cards";
import { ADDRESS_FIELDS, findCustomer, fullAddress } from "./customers";
import { type Call, endpoint } from "./endpoint";
import { resourceMissing, StripeError, stateError } from "./errors";
import { emit } from "./events";
import {
  buildConfirmationToken,
  buildPaymentMethod,
  type CardDetails,
  NO_BILLING,
} from "./objects/payment-method";
import { PAGE_FIELDS, paginate } from "./pagination";
import { hash, metadata, oneOf, parseParams, required, text, unmodelled } from "./params";

const CREATE = { ...METHOD_FIELDS, metadata, customer: unmodelled, payment_method: unmodelled };

const TOKEN = {
  payment_method: text(),
  payment_method_data: hash({ ...METHOD_FIELDS, metadata }),
  payment_method_options: unmodelled,
  return_url: text(),
  setup_future_usage: oneOf("off_session", "on_session"),
  shipping: hash({ address: hash(ADDRESS_FIELDS), name: text(), phone: text() }),
};

export const SHIPPING = TOKEN.shipping;

export const paymentMethodEndpoints = [
  endpoint("POST", "/v1/payment_methods", "payment_methods.create", create, { publishable: true }),
  endpoint("GET", "/v1/payment_methods", "payment_methods.list", ({ account, form }) => {
    const fields = { ...PAGE_FIELDS, customer: text(), type: oneOf("card") };
    const { customer, type: _type, ...page } = parseParams(fields, form);
    const all = account.paymentMethods.list().filter((method) => {
      return customer == null ? method.customer !== null : method.customer === customer;
    });
    return paginate("/v1/payment_methods", all, page);
  }),
  endpoint("GET", "/v1/payment_methods/:id", "payment_methods.retrieve", (call) =>
    findOrMake(call, call.id, "id"),
  ),
  endpoint("POST", "/v1/payment_methods/:id/attach", "payment_methods.attach", attach),
  endpoint("POST", "/v1/payment_methods/:id/detach", "payment_methods.detach", detach),
  endpoint("POST", "/v1/confirmation_tokens", "confirmation_tokens.create", createToken, {
    publishable: true,
  }),
  endpoint(
    "POST",
    "/v1/test_helpers/confirmation_tokens",
    "test_helpers.confirmation_tokens.create",
    createToken,
  ),
  endpoint("GET", "/v1/confirmation_tokens/:id", "confirmation_tokens.retrieve", (call) =>
    findToken(call, call.id, "id"),
  ),
];

function create(call: Call): object {
  const given = parseParams(CREATE, call.form);
  const method = store(call, cardDetails(call, given, ""));
  return call.account.paymentMethods.put(method.id, {
    ...method,
    ...(given.allow_redisplay == null ? {} : { allow_redisplay: given.allow_redisplay }),
    metadata: given.metadata ?? {},
  });
}

/** Keeps the method and, apart from it, which test card it is. */
function store(work: Work, details: CardDetails): Stripe.PaymentMethod {
  const method = buildPaymentMethod(work, details);
  work.account.cards.put(method.id, { id: method.id, number: details.card.number });
  return work.account.paymentMethods.put(method.id, method);
}

/** A stored method, or a new one for `pm_card_…`; 404 for anything else. */
export function findOrMake(work: Work, id: string, param: string): Stripe.PaymentMethod {
  const stored = work.account.paymentMethods.get(id);
  if (stored !== undefined) return stored;
  const details = id.startsWith("pm_card_") ? tokenDetails(work, id) : null;
  if (details === null) throw resourceMissing("PaymentMethod", id, param);
  return store(work, details);
}

/** The test card behind a method or a confirmation token. */
export function testCardOf({ account }: Work, id: string): TestCard {
  const stored = account.cards.get(id);
  const card = stored === undefined ? null : findCardByNumber(stored.number);
  if (card === null) throw new Error(`there is no test card behind ${id}`);
  return card;
}

function attach(call: Call): object {
  const given = parseParams({ customer: text() }, call.form);
  const customer = findCustomer(call.account, required(given.customer, "customer"), "customer");
  const method = findOrMake(call, call.id, "id");
  if (method.customer !== null && method.customer !== customer.id) {
    const message = "The payment method you provided has already been attached to a customer.";
    throw stateError("payment_method_unexpected_state", message);
  }
  const attached = { ...method, customer: customer.id };
  call.account.paymentMethods.put(method.id, attached);
  emit(call, "payment_method.attached", attached);
  return attached;
}

function detach(call: Call): object {
  parseParams({}, call.form);
  const method = findOrMake(call, call.id, "id");
  const detached = { ...method, customer: null };
  call.account.paymentMethods.put(method.id, detached);
  emit(call, "payment_method.detached", detached, { customer: method.customer });
  return detached;
}

function createToken(call: Call): object {
  const given = parseParams(TOKEN, call.form);
  const details =
    given.payment_method == null
      ? cardDetails(
          call,
          required(given.payment_method_data, "payment_method_data"),
          "payment_method_data",
        )
      : fromMethod(call, findOrMake(call, given.payment_method, "payment_method"));
  const token = buildConfirmationToken(call, details, {
    return_url: given.return_url ?? null,
    setup_future_usage: given.setup_future_usage ?? null,
    shipping:
      given.shipping == null
        ? null
        : {
            address: fullAddress(given.shipping.address),
            name: given.shipping.name ?? "",
            phone: given.shipping.phone ?? null,
          },
  });
  call.account.cards.put(token.id, { id: token.id, number: details.card.number });
  return call.account.confirmationTokens.put(token.id, token);
}

function fromMethod(work: Work, method: Stripe.PaymentMethod): CardDetails {
  return {
    card: testCardOf(work, method.id),
    expMonth: method.card?.exp_month ?? 12,
    expYear: method.card?.exp_year ?? 2030,
    billing: method.billing_details,
  };
}

function findToken({ account }: Work, id: string, param: string): Stripe.ConfirmationToken {
  const token = account.confirmationTokens.get(id);
  if (token === undefined) throw resourceMissing("confirmation token", id, param);
  return token;
}

/** Uses the token up for this intent. Throws when it was used before or is older than 12 hours. */
export function consumeToken(
  work: Work,
  id: string,
  intentId: string,
): { token: Stripe.ConfirmationToken; method: Stripe.PaymentMethod } {
  const token = findToken(work, id, "confirmation_token");
  if (token.payment_intent !== null) {
    throw tokenError("This ConfirmationToken has already been used.", "token_already_used");
  }
  if (token.expires_at !== null && token.expires_at * 1000 <= work.context.now()) {
    throw tokenError("This ConfirmationToken has expired.", "resource_missing");
  }
  const card = testCardOf(work, id);
  const preview = token.payment_method_preview;
  const method = store(work, {
    card,
    expMonth: preview?.card?.exp_month ?? 12,
    expYear: preview?.card?.exp_year ?? 2030,
    billing: preview?.billing_details ?? NO_BILLING,
  });
  const used = { ...token, payment_intent: intentId };
  work.account.confirmationTokens.put(id, used);
  return { token: used, method };
}

function tokenError(message: string, code: string): StripeError {
  const body = { code, message, param: "confirmation_token" };
  return new StripeError(400, { type: "invalid_request_error", ...body }, true);
}
