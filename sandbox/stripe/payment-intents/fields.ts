/** The parameters of payment intents, and what they mean for the object. */
import type Stripe from "stripe";
import type { Work } from "../account";
import { METHOD_FIELDS } from "../card-entry";
import { ADDRESS_FIELDS, findCustomer, fullAddress } from "../customers";
import {
  boolean,
  hash,
  ignored,
  integer,
  list,
  metadata,
  oneOf,
  type Parsed,
  text,
  unmodelled,
} from "../params";

const CAPTURE_METHOD = oneOf("automatic", "automatic_async", "manual");

/** In create, update and confirm alike. */
const SHARED = {
  amount_details: ignored,
  payment_method: text(),
  payment_method_data: hash({ ...METHOD_FIELDS, metadata }),
  payment_method_options: hash({
    card: hash({
      capture_method: oneOf("manual"),
      request_three_d_secure: oneOf("any", "automatic", "challenge"),
      setup_future_usage: oneOf("none", "off_session", "on_session"),
      request_extended_authorization: oneOf("if_available", "never"),
      request_incremental_authorization: oneOf("if_available", "never"),
      request_multicapture: oneOf("if_available", "never"),
      request_overcapture: oneOf("if_available", "never"),
      cvc_token: unmodelled,
      installments: unmodelled,
      mandate_options: unmodelled,
      moto: unmodelled,
      network: unmodelled,
      require_cvc_recollection: boolean,
      three_d_secure: unmodelled,
    }),
  }),
  allowed_payment_method_types: list(text()),
  excluded_payment_method_types: list(text()),
  hooks: unmodelled,
  payment_details: ignored,
  receipt_email: text(),
  setup_future_usage: oneOf("off_session", "on_session"),
  capture_method: CAPTURE_METHOD,
  shipping: hash({
    address: hash(ADDRESS_FIELDS),
    carrier: text(),
    name: text(),
    phone: text(),
    tracking_number: text(),
  }),
};

/** In create and update. */
const DESCRIBING = {
  ...SHARED,
  amount: integer(1),
  currency: text(),
  customer: text(),
  customer_account: unmodelled,
  description: text(1_000),
  metadata,
  statement_descriptor: text(22),
  statement_descriptor_suffix: text(22),
  transfer_group: text(),
  application_fee_amount: integer(0),
  payment_method_configuration: unmodelled,
  transfer_data: unmodelled,
};

/** In confirm, and in create when `confirm` is true. */
const CONFIRMING = {
  confirmation_token: text(),
  error_on_requires_action: boolean,
  mandate: unmodelled,
  mandate_data: ignored,
  off_session: {
    parse: (value: Parameters<typeof boolean.parse>[0], path: string): boolean =>
      value === "one_off" || value === "recurring" ? true : boolean.parse(value, path),
  },
  radar_options: ignored,
  return_url: text(),
  use_stripe_sdk: boolean,
};

export const UPDATE_FIELDS = DESCRIBING;

export const CONFIRM_FIELDS = {
  ...SHARED,
  ...CONFIRMING,
  amount_to_confirm: integer(1),
  /** With a publishable key. */
  client_secret: text(),
};

export const CREATE_FIELDS = {
  ...DESCRIBING,
  ...CONFIRMING,
  automatic_payment_methods: hash({
    enabled: boolean,
    allow_redirects: oneOf("always", "never"),
  }),
  confirm: boolean,
  confirmation_method: oneOf("automatic", "manual"),
  on_behalf_of: text(),
};

export type ConfirmParams = Parsed<typeof CONFIRM_FIELDS>;
type Shared = Parsed<typeof SHARED>;
type Describing = Parsed<typeof DESCRIBING>;

/** What the parameters of all three change on the intent; payment methods are the caller's part. */
export function sharedChanges(
  before: Pick<Stripe.PaymentIntent, "payment_method_options"> | null,
  given: Shared,
): Partial<Stripe.PaymentIntent> {
  return {
    ...(given.receipt_email === undefined ? {} : { receipt_email: given.receipt_email }),
    ...(given.setup_future_usage === undefined
      ? {}
      : { setup_future_usage: given.setup_future_usage }),
    ...(given.capture_method == null ? {} : { capture_method: given.capture_method }),
    ...(given.shipping === undefined ? {} : { shipping: shippingOf(given.shipping) }),
    ...(given.allowed_payment_method_types == null
      ? {}
      : { allowed_payment_method_types: given.allowed_payment_method_types }),
    ...(given.excluded_payment_method_types === undefined
      ? {}
      : { excluded_payment_method_types: given.excluded_payment_method_types }),
    ...optionChanges(before, given),
  };
}

export function describingChanges(work: Work, given: Describing): Partial<Stripe.PaymentIntent> {
  if (given.customer != null) findCustomer(work.account, given.customer, "customer");
  return {
    ...(given.customer === undefined ? {} : { customer: given.customer }),
    ...(given.description === undefined ? {} : { description: given.description }),
    ...(given.statement_descriptor === undefined
      ? {}
      : { statement_descriptor: given.statement_descriptor }),
    ...(given.statement_descriptor_suffix === undefined
      ? {}
      : { statement_descriptor_suffix: given.statement_descriptor_suffix }),
    ...(given.transfer_group === undefined ? {} : { transfer_group: given.transfer_group }),
    ...(given.application_fee_amount === undefined
      ? {}
      : { application_fee_amount: given.application_fee_amount }),
  };
}

function optionChanges(
  before: Pick<Stripe.PaymentIntent, "payment_method_options"> | null,
  given: Shared,
): Partial<Stripe.PaymentIntent> {
  const card = given.payment_method_options?.card;
  if (card == null) return {};
  const current = before?.payment_method_options?.card;
  return {
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        ...current,
        request_three_d_secure:
          card.request_three_d_secure ?? current?.request_three_d_secure ?? "automatic",
        ...(card.capture_method == null ? {} : { capture_method: card.capture_method }),
        ...(card.setup_future_usage == null ? {} : { setup_future_usage: card.setup_future_usage }),
      },
    },
  };
}

function shippingOf(given: Shared["shipping"]): Stripe.PaymentIntent["shipping"] {
  if (given == null) return null;
  return {
    address: fullAddress(given.address),
    carrier: given.carrier ?? null,
    name: given.name ?? "",
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  };
}
