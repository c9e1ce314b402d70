import { isCardNumber } from "../../providers/card-number";
import { digestOf } from "../../secrets";
import { common, freeObject, listedBy, longText, object, writable } from "../attributes";
import { eventStoresOf, noOne, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { createSource, kept, SOURCE_TABLE, updateSource } from "../source-actions";
import { removeSource } from "../source-store";

const type = "external_payments";
const NO_CARD = "must be a token of the gateway, never a card number";

export const externalPayments = defineResource({
  type,
  ...SOURCE_TABLE,
  lists: listedBy([], { unsorted: ["payment_source_token"] }),
  where: `t."type" = '${type}'`,
  attributes: {
    payment_source_token: writable(
      { ...kept("string"), compares: { column: "token_digest", digest: digestOf } },
      longText.min(1, "can't be blank").refine((token) => !isCardNumber(token), NO_CARD),
      "create",
      { required: true },
    ),
    options: writable(kept("object"), freeObject),
    payment_instrument: object("instrument"),
    ...common,
  },
  relationships: {
    order: one("orders", "order_id", { on: "create", required: true }),
    payment_gateway: one("external_gateways", "gateway_id"),
    wallet: noOne,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  create: (input, context) => createSource(type, input, context),
  update: (id, input, context) => updateSource({ type, id }, input, context),
  remove: (id, context) => removeSource({ type, id }, context),
});
