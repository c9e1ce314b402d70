import { z } from "zod";
import {
  boolean,
  common,
  compared,
  computed,
  datetime,
  fixed,
  float,
  freeObject,
  integer,
  money,
  noSuchAction,
  notOffered,
  object,
  shortText,
  sorted,
  string,
  trigger,
  webUrl,
  writable,
  writeOnly,
} from "../attributes";
import { wholeOrderList } from "../lists/whole-order-list";
import { createApiOrder, updateApiOrder } from "../order-actions";
import { ORDER_RELATIONSHIPS } from "../order-relationships";
import {
  AMOUNT_COLUMNS,
  inAttributes,
  ORDER_COLUMNS,
  ORDER_JOINS,
  ORDER_LISTS,
  withAmounts,
} from "../order-rows";
import { deleteApiOrder } from "../order-upkeep";
import { WALLET_TRIGGERS } from "../order-wallet";
import { defineResource } from "../resource";
import { ordersOf } from "../scopes";
import { sql } from "../sql";
import { password } from "./customers";

const type = "orders";
const subtotalTax = money("subtotal_tax_amount", "subtotal_tax_minor", "decoded");
const total = money("total_amount", "total_without_taxes_minor", "decoded");
const EDITABLE: readonly unknown[] = ["draft", "pending"];
const NO_INVOICES = "is not offered: there are no invoices here";
const NO_TAGS = "is not offered: there are no tags here";

const flagged = (unset: boolean) => writable(inAttributes("boolean", unset), z.boolean());
const moment = z.iso
  .datetime({ offset: true, error: "must be a time, like 2030-01-31T12:00:00Z" })
  .transform((text) => new Date(text));

export const orders = defineResource({
  type,
  table: "orders",
  joins: ORDER_JOINS,
  columns: ORDER_COLUMNS,
  lists: {
    ...ORDER_LISTS,
    owned: (customerId) => sql`t.owner_id = ${customerId}`,
    whole: wholeOrderList,
  },
  scope: (caller) => ordersOf(caller),
  decodes: AMOUNT_COLUMNS,
  decode: withAmounts,
  attributes: {
    number: writable(sorted(string(), "number_in_turn", "integer"), shortText.min(1), "both", {
      restricted: true,
    }),
    affiliate_code: writable(string(), shortText),
    autorefresh: flagged(true),
    /** What is known is answered at once here too: \`placing\` where the outcome is not. */
    place_async: writable(boolean(), z.boolean()),
    status: string(),
    payment_status: string(),
    fulfillment_status: string(),
    guest: writable(boolean(), z.boolean()),
    editable: computed("boolean", ["status"], (row) => EDITABLE.includes(row.status)),
    customer_email: writable(string(), shortText.min(1)),
    customer_type: computed("string", ["customer_id", "earlier_orders_count"], (row) => {
      if (!row.customer_id) return null;
      return row.earlier_orders_count === 0 ? "new" : "returning";
    }),
    language_code: writable(
      string(),
      shortText.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, "must be a language code"),
    ),
    currency_code: writable(string(), shortText, "create"),
    tax_included: boolean(),
    tax_rate: float(),
    freight_taxable: flagged(true),
    payment_method_taxable: flagged(true),
    adjustment_taxable: flagged(false),
    gift_card_taxable: flagged(false),
    requires_billing_info: fixed("boolean", false),
    country_code: string(),
    shipping_country_code_lock: writable(
      inAttributes("string"),
      shortText.regex(/^[A-Z]{2}$/, "must be a country, two capital letters, like DE"),
    ),
    coupon_code: notOffered("string", "is not offered: there are no coupons here"),
    gift_card_code: notOffered("string", "is not offered: there are no gift cards here"),
    gift_card_or_coupon_code: notOffered("string", "is not offered: there are neither here"),
    customer_password: writeOnly(password),
    ...money("subtotal_amount", "subtotal_minor"),
    ...money("shipping_amount", "shipping_minor"),
    ...money("payment_method_amount", "payment_method_minor"),
    ...money("discount_amount", null),
    ...money("adjustment_amount", null),
    ...money("gift_card_amount", null),
    ...money("total_tax_amount", "tax_minor"),
    ...subtotalTax,
    subtotal_tax_amount_cents: compared(
      subtotalTax.subtotal_tax_amount_cents,
      "listed_subtotal_tax",
    ),
    ...money("shipping_tax_amount", "shipping_tax_minor", "decoded"),
    ...money("payment_method_tax_amount", "payment_method_tax_minor", "decoded"),
    ...money("adjustment_tax_amount", null),
    ...total,
    total_amount_cents: compared(total.total_amount_cents, "listed_total"),
    ...money("total_taxable_amount", "total_taxable_minor", "decoded"),
    ...money("subtotal_taxable_amount", "subtotal_taxable_minor", "decoded"),
    ...money("shipping_taxable_amount", "shipping_taxable_minor", "decoded"),
    ...money("payment_method_taxable_amount", "payment_method_taxable_minor", "decoded"),
    ...money("adjustment_taxable_amount", null),
    ...money("total_amount_with_taxes", "total_minor"),
    ...money("fees_amount", null),
    ...money("duty_amount", null),
    ...money("place_total_amount", "total_minor"),
    skus_count: integer(),
    line_item_options_count: fixed("integer", 0),
    shipments_count: integer(),
    tax_calculations_count: fixed("integer", 0),
    validations_count: fixed("integer", 0),
    errors_count: fixed("integer", 0),
    payment_source_details: object(),
    token: string(),
    cart_url: writable(string(), webUrl),
    return_url: writable(string(), webUrl),
    terms_url: writable(string(), webUrl),
    privacy_url: writable(string(), webUrl),
    checkout_url: computed(
      "string",
      ["token"],
      (row, { appUrl }) => `${appUrl}/checkout/${String(row.token)}`,
    ),
    placed_at: datetime(),
    approved_at: datetime(),
    cancelled_at: datetime(),
    payment_updated_at: datetime(),
    fulfillment_updated_at: datetime(),
    refreshed_at: datetime("updated_at"),
    archived_at: datetime(),
    subscription_created_at: fixed("datetime", null),
    expires_at: writable(datetime(), moment, "both", { restricted: true }),
    expiration_info: writable(inAttributes("object"), freeObject, "both", { restricted: true }),
    circuit_state: fixed("string", "closed"),
    circuit_failure_count: fixed("integer", 0),
    ...common,
    _authorize: trigger(),
    _place: trigger(),
    _cancel: trigger(),
    _start_editing: trigger({ restricted: true }),
    _stop_editing: trigger({ restricted: true }),
    _approve: trigger({ restricted: true }),
    _approve_and_capture: trigger({ restricted: true }),
    _capture: trigger({ restricted: true }),
    _refund: trigger({ restricted: true }),
    _refresh: trigger(),
    _authorization_amount_cents: writeOnly(z.int("must be a whole number").positive(), "update"),
    _archive: trigger(),
    _unarchive: trigger(),
    _pending: trigger({ restricted: true }),
    _fulfill: trigger({ restricted: true }),
    _update_taxes: trigger(),
    _nullify_payment_source: trigger(),
    _fix_payment_source: trigger({ restricted: true }),
    _billing_address_clone_id: writeOnly(shortText.min(1), "update"),
    _shipping_address_clone_id: writeOnly(shortText.min(1), "update"),
    _refresh_prices: trigger({ restricted: true }),
    _validate: trigger(),
    _reset_circuit: trigger({ restricted: true }),
    _commit_invoice: noSuchAction(NO_INVOICES),
    _refund_invoice: noSuchAction(NO_INVOICES),
    _create_subscriptions: noSuchAction("is not offered: there are no subscriptions here"),
    _add_tags: noSuchAction(NO_TAGS, { restricted: true }),
    _remove_tags: noSuchAction(NO_TAGS, { restricted: true }),
    ...WALLET_TRIGGERS,
    _shipping_address_same_as_billing: trigger(),
    _billing_address_same_as_shipping: trigger(),
  },
  relationships: ORDER_RELATIONSHIPS,
  create: (input, context) => createApiOrder(input, context),
  update: (id, input, context) => updateApiOrder(id, input, context),
  remove: deleteApiOrder,
});
