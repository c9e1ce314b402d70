import { boolean, datetime, fixed, listedBy, string } from "../attributes";
import { eventStoresOf, later, none, noOne, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { everybody } from "../scopes";

const type = "skus";

export const skus = defineResource({
  type,
  table: "skus",
  lists: listedBy(["code", "name", "do_not_ship", "do_not_track"], {
    unsorted: ["description", "image_url"],
    isOpen: true,
  }),
  scope: everybody,
  attributes: {
    code: string(),
    name: string(),
    description: string(),
    image_url: string(),
    pieces_per_pack: fixed("integer", null),
    weight: fixed("float", null),
    unit_of_weight: fixed("string", null),
    hs_tariff_number: fixed("string", null),
    do_not_ship: boolean(),
    do_not_track: fixed("boolean", true),
    inventory: fixed("object", null),
    created_at: datetime(),
    updated_at: datetime(),
    reference: fixed("string", null),
    reference_origin: fixed("string", null),
    jwt_custom_claim: fixed("object", null),
    metadata: fixed("object", {}),
  },
  relationships: {
    shipping_category: noOne,
    prices: later("many", "prices"),
    stock_items: none,
    stock_reservations: none,
    delivery_lead_times: none,
    sku_options: none,
    sku_list_items: none,
    sku_lists: none,
    attachments: none,
    links: none,
    events: none,
    tags: none,
    versions: versionsOf(type),
    jwt_customer: noOne,
    jwt_markets: none,
    jwt_stock_locations: none,
    event_stores: eventStoresOf(type),
  },
});
