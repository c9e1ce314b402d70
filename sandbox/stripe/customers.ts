/** Customers: create, retrieve, update, delete. */
import type Stripe from "stripe";
import { seconds } from "../core/context";
import type { Account } from "./account";
import { type Call, endpoint } from "./endpoint";
import { resourceMissing } from "./errors";
import { emit } from "./events";
import {
  hash,
  integer,
  list,
  mergeMetadata,
  metadata,
  oneOf,
  type Parsed,
  parseParams,
  text,
  unmodelled,
} from "./params";

export const ADDRESS_FIELDS = {
  city: text(),
  country: text(2),
  line1: text(),
  line2: text(),
  postal_code: text(),
  state: text(),
};

const FIELDS = {
  address: hash(ADDRESS_FIELDS),
  balance: integer(),
  business_name: text(150),
  description: text(),
  email: text(512),
  individual_name: text(150),
  invoice_prefix: text(12),
  metadata,
  name: text(256),
  next_invoice_sequence: integer(1),
  phone: text(20),
  preferred_locales: list(text()),
  shipping: hash({ address: hash(ADDRESS_FIELDS), name: text(), phone: text() }),
  tax_exempt: oneOf("exempt", "none", "reverse"),
  cash_balance: unmodelled,
  invoice_settings: unmodelled,
  payment_method: unmodelled,
  source: unmodelled,
  tax: unmodelled,
  tax_id_data: unmodelled,
  test_clock: unmodelled,
};

export const customerEndpoints = [
  endpoint("POST", "/v1/customers", "customers.create", create),
  endpoint("GET", "/v1/customers/:id", "customers.retrieve", ({ account, id }) =>
    findCustomer(account, id, "id"),
  ),
  endpoint("POST", "/v1/customers/:id", "customers.update", update),
];

export function findCustomer(account: Account, id: string, param: string): Stripe.Customer {
  const customer = account.customers.get(id);
  if (customer === undefined) throw resourceMissing("customer", id, param);
  return customer;
}

export function fullAddress(
  given: Parsed<typeof ADDRESS_FIELDS> | null | undefined,
): Stripe.Address {
  return {
    city: given?.city ?? null,
    country: given?.country ?? null,
    line1: given?.line1 ?? null,
    line2: given?.line2 ?? null,
    postal_code: given?.postal_code ?? null,
    state: given?.state ?? null,
  };
}

function create(call: Call): object {
  const { context, account } = call;
  const empty: Stripe.Customer = {
    id: context.ids.base62("cus_", 14),
    object: "customer",
    address: null,
    balance: 0,
    created: seconds(context.now()),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: null,
    invoice_prefix: context.ids.base62("", 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
  const customer = changed(call, empty);
  account.customers.put(customer.id, customer);
  emit(call, "customer.created", customer);
  return customer;
}

function update(call: Call): object {
  const customer = changed(call, findCustomer(call.account, call.id, "id"));
  call.account.customers.put(customer.id, customer);
  emit(call, "customer.updated", customer);
  return customer;
}

function changed({ form }: Call, customer: Stripe.Customer): Stripe.Customer {
  const given = parseParams(FIELDS, form);
  const { address, shipping } = given;
  return {
    ...customer,
    ...(given.balance === undefined ? {} : { balance: given.balance ?? 0 }),
    ...(given.description === undefined ? {} : { description: given.description }),
    ...(given.email === undefined ? {} : { email: given.email }),
    ...(given.name === undefined ? {} : { name: given.name }),
    ...(given.phone === undefined ? {} : { phone: given.phone }),
    ...(given.business_name == null ? {} : { business_name: given.business_name }),
    ...(given.individual_name == null ? {} : { individual_name: given.individual_name }),
    ...(given.invoice_prefix == null ? {} : { invoice_prefix: given.invoice_prefix }),
    ...(given.next_invoice_sequence == null
      ? {}
      : { next_invoice_sequence: given.next_invoice_sequence }),
    ...(given.preferred_locales == null ? {} : { preferred_locales: given.preferred_locales }),
    ...(given.tax_exempt == null ? {} : { tax_exempt: given.tax_exempt }),
    ...(address === undefined ? {} : { address: address === null ? null : fullAddress(address) }),
    ...(shipping === undefined ? {} : { shipping: shippingOf(shipping) }),
    metadata: mergeMetadata(customer.metadata, given.metadata),
  };
}

function shippingOf(given: Parsed<ShippingFields> | null): Stripe.Customer["shipping"] {
  if (given === null) return null;
  const shipping = { address: fullAddress(given.address), name: given.name ?? "" };
  return given.phone == null ? shipping : { ...shipping, phone: given.phone };
}

type ShippingFields = {
  address: typeof FIELDS.address;
  name: ReturnType<typeof text>;
  phone: ReturnType<typeof text>;
};
