import { z } from "zod";
import {
  common,
  freeObject,
  listedBy,
  longText,
  object,
  trigger,
  webUrl,
  writable,
} from "../attributes";
import { eventStoresOf, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import {
  createSource,
  kept,
  mismatchedAmounts,
  SOURCE_TABLE,
  updateSource,
} from "../source-actions";
import { removeSource } from "../source-store";

const type = "stripe_payments";

/** `stripe_id` and `client_secret` name an intent of the client's own; without them one is made. */
export const stripePayments = defineResource({
  type,
  ...SOURCE_TABLE,
  lists: listedBy(),
  where: `t."type" = '${type}'`,
  attributes: {
    stripe_id: writable(kept("string"), longText.min(1), "create"),
    client_secret: writable(kept("string"), longText.min(1), "create"),
    connected_account: kept("string"),
    charge_id: kept("string"),
    publishable_key: kept("string"),
    on_behalf_of: kept("string"),
    transfer_group: kept("string"),
    options: writable(kept("object"), freeObject),
    payment_method: kept("object"),
    mismatched_amounts: mismatchedAmounts,
    return_url: writable(kept("string"), webUrl),
    receipt_email: writable(kept("string"), z.email("must be an e-mail address"), "create"),
    payment_instrument: object("instrument"),
    ...common,
    _refresh: trigger(),
    _update: trigger(),
  },
  relationships: {
    order: one("orders", "order_id", { on: "create", required: true }),
    payment_gateway: one("stripe_gateways", "gateway_id"),
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  create: (input, context) => createSource(type, input, context),
  update: (id, input, context) => updateSource({ type, id }, input, context),
  remove: (id, context) => removeSource({ type, id }, context),
});
