import { GATEWAY_TYPES } from "../../gateway-types";
import { boolean, datetime, fixed, listedBy, money, string } from "../attributes";
import { eventStoresOf, none, noOne, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { paymentMethodsOf } from "../scopes";

const type = "payment_methods";

export const paymentMethods = defineResource({
  type,
  table: "payment_methods",
  joins: 'LEFT JOIN "markets" mm ON mm."id" = t."market_id"',
  columns: { currency_code: 'coalesce(t."currency_code", mm."currency_code")' },
  lists: listedBy([
    "name",
    "payment_source_type",
    "currency_code",
    "price_amount_cents",
    "disabled_at",
  ]),
  scope: paymentMethodsOf,
  attributes: {
    name: string(),
    payment_source_type: string(),
    currency_code: string(),
    moto: boolean(),
    require_capture: boolean(),
    auto_place: boolean(),
    auto_capture: boolean(),
    ...money("price_amount", "price_minor"),
    ...money("auto_capture_max_amount", "auto_capture_max_minor"),
    disabled_at: datetime(),
    created_at: datetime(),
    updated_at: datetime(),
    reference: fixed("string", null),
    reference_origin: fixed("string", null),
    metadata: fixed("object", {}),
  },
  relationships: {
    market: one("markets", "market_id"),
    payment_gateway: one(GATEWAY_TYPES, "gateway_id"),
    store: noOne,
    attachments: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
});
