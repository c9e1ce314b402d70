import { datetime, fixed, integer, secret, string } from "../attributes";
import { eventStoresOf, later, none, noOne, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { enabledMarkets } from "../scopes";

const type = "markets";

export const markets = defineResource({
  type,
  table: "markets",
  scope: enabledMarkets,
  attributes: {
    number: integer(),
    name: string(),
    code: string(),
    facebook_pixel_id: fixed("string", null),
    checkout_url: fixed("string", null),
    external_prices_url: fixed("string", null),
    external_order_validation_url: secret(string()),
    private: fixed("boolean", false),
    shipping_cost_cutoff: fixed("integer", null),
    disabled_at: datetime(),
    shared_secret: fixed("string", null),
    external_includes: fixed("array", null),
    created_at: datetime(),
    updated_at: datetime(),
    reference: fixed("string", null),
    reference_origin: fixed("string", null),
    metadata: fixed("object", {}),
  },
  relationships: {
    merchant: noOne,
    price_list: noOne,
    base_price_list: noOne,
    inventory_model: noOne,
    subscription_model: noOne,
    discount_engine: noOne,
    tax_calculator: noOne,
    customer_group: noOne,
    geocoder: noOne,
    default_shipping_method: later("one", "shipping_methods"),
    default_payment_method: noOne,
    stores: none,
    price_list_schedulers: none,
    order_validation_rules: none,
    attachments: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
});
