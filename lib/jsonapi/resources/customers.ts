import { z } from "zod";
import { CUSTOMER_COLUMNS } from "../../customers/customer-columns";
import {
  boolean,
  common,
  fixed,
  integer,
  listedBy,
  noSuchAction,
  object,
  shortText,
  string,
  trigger,
  writable,
  writeOnly,
} from "../attributes";
import { createCustomer, removeCustomer, updateCustomer } from "../customer-actions";
import { eventStoresOf, many, none, noOne } from "../relationships";
import { defineResource } from "../resource";
import { customersOf } from "../scopes";
import { sql } from "../sql";

const type = "customers";
const NO_TAGS = "is not offered: there are no tags here";
const text = () => writable(string(), shortText);

/** Shorter ones are guessed; longer ones are work to hash. */
export const password = z.string().min(8, "must have at least 8 characters").max(256);

export const customers = defineResource({
  type,
  table: "customers",
  lists: {
    ...listedBy(["email", "status", "total_orders_count", "anonymization_status"]),
    owned: (customerId) => sql`t.id = ${customerId}`,
  },
  scope: customersOf,
  columns: CUSTOMER_COLUMNS,
  attributes: {
    email: writable(string(), shortText.min(1, "can't be blank"), "both", { required: true }),
    password: writeOnly(password),
    status: string(),
    has_password: boolean(),
    total_orders_count: integer("orders_count"),
    shopper_reference: text(),
    profile_id: text(),
    tax_exemption_code: text(),
    ...common,
    jwt_custom_claim: fixed("object", null),
    anonymization_info: object(),
    anonymization_status: string(),
    _request_anonymization: trigger({ restricted: true }),
    _cancel_anonymization: trigger({ restricted: true }),
    _add_tags: noSuchAction(NO_TAGS, { restricted: true }),
    _remove_tags: noSuchAction(NO_TAGS, { restricted: true }),
  },
  relationships: {
    customer_group: noOne,
    customer_addresses: many("customer_addresses", "customer_id"),
    customer_payment_sources: many("customer_payment_sources", "customer_id"),
    customer_subscriptions: none,
    orders: many("orders", "customer_id"),
    order_subscriptions: none,
    returns: none,
    sku_lists: none,
    attachments: none,
    events: none,
    tags: none,
    jwt_customer: noOne,
    jwt_markets: none,
    jwt_stock_locations: none,
    event_stores: eventStoresOf(type),
  },
  create: ({ attributes }, context) => createCustomer(attributes, context),
  update: (id, { attributes }, context) => {
    const { _add_tags, _remove_tags, ...given } = attributes;
    return updateCustomer(id, given, context);
  },
  remove: removeCustomer,
});
