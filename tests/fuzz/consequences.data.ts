// What may change of a row beside what was sent, by what was sent: an attribute, a relationship or an action. What stands nowhere changes nothing else.

/** An amount's forms go with it: `x_cents` stands for `x_float` and `formatted_x` too. */
type Consequences = Readonly<Record<string, readonly string[]>>;

/** Any edit reckons an open order anew, with what its delivery costs today; its first line or customer makes it pending. */
const TOTALS = [
  "subtotal_amount_cents",
  "shipping_amount_cents",
  "total_amount_cents",
  "total_amount_with_taxes_cents",
  "place_total_amount_cents",
];
const TAXES = [
  "total_tax_amount_cents",
  "subtotal_tax_amount_cents",
  "shipping_tax_amount_cents",
  "total_taxable_amount_cents",
  "subtotal_taxable_amount_cents",
  "shipping_taxable_amount_cents",
];
const RECKONED = [...TOTALS, ...TAXES, "status", "payment_status"];
/** Terms are the market's, as they are today. */
const TERMS = [...RECKONED, "tax_rate", "tax_included"];
const PAID = ["payment_status", "payment_updated_at"];
/** Methods may place or capture what they have authorized by themselves. */
const PLACED = [
  ...[...PAID, "status", "editable", "placed_at", "payment_source_details"],
  "fulfillment_status",
];
/** Approved and paid is in progress; given back, it is so no more. */
const TAKEN = [...PAID, "fulfillment_status"];
const APPROVED = ["status", "approved_at", "fulfillment_status"];
const MOVED = ["status", "editable"];
const OF_CUSTOMER = [...RECKONED, "customer_type"];
const OF_ADDRESS = [...RECKONED, "country_code"];

const reckoning = (...names: readonly string[]): Consequences =>
  Object.fromEntries(names.map((name) => [name, RECKONED]));

const ORDERS: Consequences = {
  ...reckoning(
    ...["number", "affiliate_code", "autorefresh", "place_async", "guest", "language_code"],
    ...["freight_taxable", "payment_method_taxable", "adjustment_taxable", "gift_card_taxable"],
    ...["shipping_country_code_lock", "cart_url", "return_url", "terms_url", "privacy_url"],
    ...["expires_at", "expiration_info", "reference", "reference_origin", "metadata"],
  ),
  customer_email: OF_CUSTOMER,
  customer: [...OF_CUSTOMER, "customer_email"],
  shipping_address: OF_ADDRESS,
  billing_address: OF_ADDRESS,
  _shipping_address_clone_id: OF_ADDRESS,
  _billing_address_clone_id: OF_ADDRESS,
  _shipping_address_same_as_billing: OF_ADDRESS,
  _billing_address_same_as_shipping: OF_ADDRESS,
  payment_method: RECKONED,
  payment_source: ["payment_source_details"],
  _customer_payment_source_id: ["payment_source_details"],
  _nullify_payment_source: ["payment_source_details"],
  _fix_payment_source: PLACED,
  _authorize: PLACED,
  _place: PLACED,
  _start_editing: MOVED,
  _stop_editing: MOVED,
  _approve: APPROVED,
  _approve_and_capture: [...APPROVED, ...TAKEN],
  _capture: TAKEN,
  // A whole refund cancels its order.
  _refund: [...MOVED, "cancelled_at", ...TAKEN],
  _cancel: [...MOVED, "cancelled_at", ...TAKEN],
  _refresh: [...TERMS, ...PLACED],
  _refresh_prices: RECKONED,
  _update_taxes: TERMS,
  _pending: [...MOVED, ...PAID],
  _fulfill: ["fulfillment_status", "fulfillment_updated_at"],
  _archive: ["archived_at"],
  _unarchive: ["archived_at"],
};

/** A line's own sum, and its share of the order's tax. */
const LINE_SUMS = ["total_amount_cents", "tax_amount_cents", "tax_rate"];

const NAMES = ["name", "full_name", "full_address"];

const CAPTURED = ["capture_amount_cents", "capture_balance_cents", "void_balance_cents"];
const SETTLED = ["succeeded", "message", "error_code", "error_detail", "token"];

const STOPS: Consequences = { _enable: ["disabled_at"], _disable: ["disabled_at"] };
const SECRET: Consequences = { _regenerate_shared_secret: ["shared_secret"] };
const CIRCUIT = ["circuit_state", "circuit_failure_count"];
/** A payment that was made of a source: what its provider told of it. */
const CARD = ["payment_instrument", "source_id", "customer_token", "payment_response"];
const CHECKOUT = [...CARD, "redirect_uri", "session_id", "payment_type"];
const INTENT = ["payment_method", "charge_id", "payment_instrument"];

export const CONSEQUENCES: Readonly<Record<string, Consequences>> = {
  orders: ORDERS,
  line_items: {
    sku_code: ["name", "image_url", ...LINE_SUMS],
    quantity: LINE_SUMS,
    unit_amount_cents: LINE_SUMS,
  },
  shipments: {
    shipping_method: ["cost_amount_cents"],
    _upcoming: ["status"],
    _on_hold: ["status", "on_hold_at"],
    _picking: ["status", "picking_at"],
    _packing: ["status", "packing_at"],
    _ready_to_ship: ["status", "ready_to_ship_at"],
    _ship: ["status", "shipped_at"],
    _deliver: ["status", "delivered_at"],
    _cancel: ["status"],
  },
  authorizations: {
    succeeded: SETTLED,
    _forward: SETTLED,
    _capture: CAPTURED,
    _void: CAPTURED,
    _cancel: CAPTURED,
  },
  captures: {
    succeeded: SETTLED,
    _forward: SETTLED,
    _refund: ["refund_amount_cents", "refund_balance_cents"],
    _cancel: ["refund_amount_cents", "refund_balance_cents"],
  },
  voids: { succeeded: SETTLED, _forward: SETTLED },
  refunds: { succeeded: SETTLED, _forward: SETTLED },
  checkout_com_payments: {
    _authorize: CHECKOUT,
    _details: CHECKOUT,
    _refresh: CHECKOUT,
  },
  stripe_payments: {
    _refresh: INTENT,
    _update: [...INTENT, "stripe_id", "client_secret", "mismatched_amounts"],
  },
  addresses: {
    first_name: NAMES,
    last_name: NAMES,
    company: NAMES,
    business: NAMES,
    line_1: NAMES,
    line_2: NAMES,
    city: NAMES,
    zip_code: NAMES,
    state_code: NAMES,
    country_code: NAMES,
  },
  customers: {
    // They are known from then on, and so a customer.
    password: ["has_password", "status"],
    _request_anonymization: ["anonymization_info", "anonymization_status"],
    _cancel_anonymization: ["anonymization_info", "anonymization_status"],
  },
  customer_addresses: {
    customer: ["customer_email"],
    address: ["name"],
  },
  checkout_com_gateways: {
    ...STOPS,
    // Another key is another account there, which has not been told of our webhook address.
    secret_key: ["credential_keys", "webhook_endpoint_id", "webhook_endpoint_secret"],
  },
  stripe_gateways: STOPS,
  manual_gateways: STOPS,
  // The secret is one of its credentials, whose last digits are shown.
  external_gateways: {
    ...STOPS,
    _regenerate_shared_secret: ["shared_secret", "credential_keys"],
    _reset_circuit: CIRCUIT,
  },
  markets: { ...STOPS, ...SECRET },
  // The same number of another currency's minor units is written in another way.
  shipping_methods: {
    ...{ ...STOPS, ...SECRET, _reset_circuit: CIRCUIT },
    currency_code: [
      "price_amount_cents",
      "free_over_amount_cents",
      "price_amount_for_shipment_cents",
    ],
    price_amount_cents: ["price_amount_for_shipment_cents"],
  },
  payment_methods: {
    ...STOPS,
    currency_code: ["price_amount_cents", "auto_capture_max_amount_cents"],
  },
  webhooks: { ...STOPS, ...SECRET, _enable: ["disabled_at", ...CIRCUIT], _reset_circuit: CIRCUIT },
  prices: { sku: ["sku_code"], amount_cents: ["original_amount_cents"] },
};

/** Rows of other tables that a member makes or changes. */
export const WRITES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  orders: {
    _save_payment_source_to_customer_wallet: ["customer_payment_sources"],
    _save_shipping_address_to_customer_address_book: ["customer_addresses"],
    _save_billing_address_to_customer_address_book: ["customer_addresses"],
  },
  // A new password ends every sign-in.
  customers: { password: ["revocations", "refresh_tokens"] },
  // Whoever has an address book is a customer.
  customer_addresses: { customer_email: ["customers"] },
};
