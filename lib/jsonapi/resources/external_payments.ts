import { isCardNumber } from "../../providers/card-number";
import { freeObject, listedBy, longText, object, writable } from "../attributes";
import { eventStoresOf, noOne, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { withOrder } from "../scopes";
import { createSource, kept, SOURCE_TABLE, sourceCommon, updateSource } from "../source-actions";

const type = "external_payments";
const NO_CARD = "must be a token of the gateway, never a card number";

export const externalPayments = defineResource({
  type,
  ...SOURCE_TABLE,
  lists: listedBy(),
  where: `t."type" = '${type}'`,
  scope: withOrder,
  attributes: {
    payment_source_token: writable(
      kept("string"),
      longText.min(1, "can't be blank").refine((token) => !isCardNumber(token), NO_CARD),
      "create",
      { required: true },
    ),
    options: writable(kept("object"), freeObject),
    payment_instrument: object("instrument"),
    ...sourceCommon,
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
});
