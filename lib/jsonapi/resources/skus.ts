import { z } from "zod";
import { ok } from "../../result";
import {
  boolean,
  common,
  fixed,
  listedBy,
  longText,
  noSuchAction,
  shortText,
  string,
  webUrl,
  writable,
} from "../attributes";
import { eventStoresOf, many, none, noOne, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { kept, unitOfWeight, weight } from "../row-attributes";
import { everybody } from "../scopes";
import { constant } from "../sql";
import { withRowWrites } from "../table-writes";

const type = "skus";
const NO_TAGS = "is not offered: there are no tags here";
const LAST = constant('(SELECT coalesce(max("position") + 1, 0) FROM "skus")');
const filled = shortText.min(1, "can't be blank");
/** Stock is not counted here, so nothing else can be said. */
const untracked = z.literal(true, "must be true: stock is not tracked");

const resource = {
  type,
  table: "skus",
  lists: listedBy(["code", "name", "do_not_ship", "do_not_track"], {
    unsorted: ["description", "image_url"],
    isOpen: true,
  }),
  scope: everybody,
  attributes: {
    code: writable(string(), filled, "both", { required: true }),
    name: writable(string(), filled, "both", { required: true }),
    description: writable(string(), longText),
    image_url: writable(string(), webUrl),
    pieces_per_pack: kept("integer", z.int().min(1, "must be greater than 0")),
    weight: kept("float", weight),
    unit_of_weight: kept("string", unitOfWeight),
    hs_tariff_number: kept("string", shortText),
    do_not_ship: writable(boolean(), z.boolean()),
    do_not_track: writable(fixed("boolean", true), untracked),
    inventory: fixed("object", null),
    jwt_custom_claim: fixed("object", null),
    _add_tags: noSuchAction(NO_TAGS, { restricted: true }),
    _remove_tags: noSuchAction(NO_TAGS, { restricted: true }),
    ...common,
  },
  relationships: {
    shipping_category: noOne,
    prices: many("prices", "sku_id"),
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
};

export const skus = defineResource(
  withRowWrites(resource, {
    singular: "sku",
    unique: { skus_code_key: "code" },
    // The shop shows the newest last.
    prepare: (_input, _context, id) => ok(id === null ? { columns: { position: LAST } } : {}),
  }),
);
