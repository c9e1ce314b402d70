import { z } from "zod";
import { err } from "../../result";
import { attributeError } from "../api-error";
import {
  common,
  computed,
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

const type = "checkout_com_payments";

/**
 * Both generations of the API in one: the first takes a token, the second opens a payment session.
 */
export const checkoutComPayments = defineResource({
  type,
  ...SOURCE_TABLE,
  lists: listedBy(),
  where: `t."type" = '${type}'`,
  attributes: {
    public_key: kept("string"),
    payment_type: writable(
      computed("string", ["attributes"], (row, view, name) => {
        const given = kept("string").read?.(row, view, name) ?? null;
        return given ?? "token";
      }),
      z.literal("token"),
    ),
    token: writable(kept("string"), longText.min(1)),
    payment_session: kept("object"),
    session_id: writable(kept("string"), longText.min(1)),
    success_url: writable(kept("string"), webUrl, "create"),
    failure_url: writable(kept("string"), webUrl, "create"),
    source_id: kept("string"),
    customer_token: kept("string"),
    redirect_uri: kept("string"),
    payment_response: kept("object"),
    mismatched_amounts: mismatchedAmounts,
    payment_instrument: object("instrument"),
    ...common,
    _authorize: trigger(),
    _details: trigger(),
    _refresh: trigger(),
  },
  relationships: {
    order: one("orders", "order_id", { on: "create", required: true }),
    payment_gateway: one("checkout_com_gateways", "gateway_id"),
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  create: async (input, context) => {
    const { token, success_url, failure_url } = input.attributes;
    // Without a token the two addresses must say where a payment session leads.
    if (!token && !(success_url && failure_url)) {
      return err({ code: "refused", errors: [attributeError("token", "can't be blank", "blank")] });
    }
    return createSource(type, input, context);
  },
  update: (id, input, context) => updateSource({ type, id }, input, context),
  remove: (id, context) => removeSource({ type, id }, context),
});
