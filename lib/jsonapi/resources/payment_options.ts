import { z } from "zod";
import { PAYMENT_SOURCE_TYPES } from "../../gateway-types";
import { common, freeObject, listedBy, object, shortText, string, writable } from "../attributes";
import { eventStoresOf, none, one } from "../relationships";
import { defineResource } from "../resource";
import { withOrder } from "../scopes";
import { withRowWrites } from "../table-writes";

const type = "payment_options";
const required = { required: true } as const;
const sourceType = z.enum(
  PAYMENT_SOURCE_TYPES,
  `must be one of ${PAYMENT_SOURCE_TYPES.join(", ")}`,
);

/** What a client notes for an order's payments of one kind. Kept and told to those who ask; no gateway is told of it. */
const resource = {
  type,
  table: "payment_options",
  lists: listedBy(["name", "payment_source_type"], { unsorted: ["data"] }),
  scope: withOrder,
  attributes: {
    name: writable(string(), shortText),
    payment_source_type: writable(string(), sourceType, "create", required),
    data: writable(object(), freeObject, "both", required),
    ...common,
  },
  relationships: {
    order: one("orders", "order_id", { on: "both", required: true }),
    attachments: none,
    event_stores: eventStoresOf(type),
  },
} as const;

export const paymentOptions = defineResource(
  withRowWrites(resource, { singular: "payment_option", untold: ["data"] }),
);
