import { common, listedBy, object } from "../attributes";
import { eventStoresOf, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { createSource, SOURCE_TABLE, updateSource } from "../source-actions";
import { removeSource } from "../source-store";

const type = "wire_transfers";

/** Nothing is asked of the shopper: the merchant captures what has arrived. */
export const wireTransfers = defineResource({
  type,
  ...SOURCE_TABLE,
  lists: listedBy([]),
  where: `t."type" = '${type}'`,
  attributes: {
    payment_instrument: object("instrument"),
    ...common,
  },
  relationships: {
    order: one("orders", "order_id", { on: "create", required: true }),
    payment_gateway: one("manual_gateways", "gateway_id"),
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  create: (input, context) => createSource(type, input, context),
  update: (id, input, context) => updateSource({ type, id }, input, context),
  remove: (id, context) => removeSource({ type, id }, context),
});
