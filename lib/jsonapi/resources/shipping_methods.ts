import { z } from "zod";
import { ok } from "../../result";
import {
  common,
  fixed,
  listedBy,
  money,
  noSuchAction,
  shortText,
  string,
  trigger,
  webUrl,
  writable,
} from "../attributes";
import { eventStoresOf, none, noOne, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import {
  amountCents,
  currencyCode,
  includePaths,
  kept,
  switches,
  unitOfWeight,
  weight,
} from "../row-attributes";
import { shippingMethodsOf } from "../scopes";
import { newSharedSecret, sharedSecret } from "../shared-secret";
import { constant } from "../sql";
import { withRowWrites } from "../table-writes";

const type = "shipping_methods";
const NO_TAGS = "is not offered: there are no tags here";
const LAST = constant('(SELECT coalesce(max(m."position") + 1, 0) FROM "shipping_methods" m)');
const filled = shortText.min(1, "can't be blank");
const price = money("price_amount", "price_minor");
const freeOver = money("free_over_amount", "free_over_minor");
const required = { required: true } as const;
/** Other ways of pricing would be other totals: what is not computed is not taken. */
const flat = z.literal("flat", "must be flat: prices by weight or from outside are not offered");
const bySubtotal = z.literal(true, "must be true: free_over_amount is compared with the subtotal");

const resource = {
  type,
  table: "shipping_methods",
  lists: listedBy([
    "name",
    "scheme",
    "currency_code",
    "price_amount_cents",
    "free_over_amount_cents",
    "disabled_at",
    "circuit_state",
    "circuit_failure_count",
  ]),
  scope: shippingMethodsOf,
  attributes: {
    name: writable(string(), filled, "both", required),
    scheme: writable(fixed("string", "flat"), flat),
    currency_code: writable(string(), currencyCode, "both", required),
    /** Never called while the scheme is flat. */
    external_prices_url: kept("string", webUrl),
    ...price,
    price_amount_cents: writable(price.price_amount_cents, amountCents, "both", required),
    ...freeOver,
    free_over_amount_cents: writable(freeOver.free_over_amount_cents, amountCents),
    use_subtotal: writable(fixed("boolean", true), bySubtotal),
    price_amount_for_shipment_cents: fixed("integer", null),
    price_amount_for_shipment_float: fixed("float", null),
    formatted_price_amount_for_shipment: fixed("string", null),
    min_weight: kept("float", weight),
    max_weight: kept("float", weight),
    unit_of_weight: kept("string", unitOfWeight),
    tax_code: kept("string", shortText),
    ...switches,
    circuit_state: fixed("string", "closed"),
    circuit_failure_count: fixed("integer", 0),
    /** Nothing is called for a flat price, so the circuit is closed already. */
    _reset_circuit: trigger({ restricted: true }),
    shared_secret: sharedSecret,
    _regenerate_shared_secret: trigger(),
    external_includes: kept("array", includePaths),
    _add_tags: noSuchAction(NO_TAGS, { restricted: true }),
    _remove_tags: noSuchAction(NO_TAGS, { restricted: true }),
    ...common,
  },
  relationships: {
    market: one("markets", "market_id", { on: "both", required: true }),
    shipping_zone: noOne,
    shipping_category: noOne,
    stock_location: noOne,
    delivery_lead_time_for_shipment: noOne,
    shipping_method_tiers: none,
    shipping_weight_tiers: none,
    attachments: none,
    notifications: none,
    events: none,
    tags: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
} as const;

export const shippingMethods = defineResource(
  withRowWrites(resource, {
    singular: "shipping_method",
    prepare: ({ attributes }, { deps }, id) => {
      if (id === null) return ok({ columns: { position: LAST, ...newSharedSecret(deps) } });
      return attributes._regenerate_shared_secret
        ? ok({ columns: newSharedSecret(deps), told: { shared_secret: "changed" } })
        : ok({});
    },
  }),
);
