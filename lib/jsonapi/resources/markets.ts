import { refuseUrl } from "../../providers/http";
import { ruleOfMode } from "../../providers/order-validation";
import { err, ok } from "../../result";
import { decryptOrEmpty } from "../../secrets";
import { attributeError, recordNotFound } from "../api-error";
import {
  computed,
  datetime,
  fixed,
  integer,
  listedBy,
  secret,
  string,
  webUrl,
  writable,
} from "../attributes";
import { saveValidationUrl } from "../market-store";
import { eventStoresOf, later, none, noOne, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { enabledMarkets } from "../scopes";

const type = "markets";

export const markets = defineResource({
  type,
  table: "markets",
  lists: listedBy(["name", "code", "disabled_at"]),
  scope: enabledMarkets,
  attributes: {
    number: integer(),
    name: string(),
    code: string(),
    facebook_pixel_id: fixed("string", null),
    checkout_url: fixed("string", null),
    external_prices_url: fixed("string", null),
    /** Asked before an order is paid, with its document; signed with `shared_secret`. */
    external_order_validation_url: writable(secret(string()), webUrl, "update", {
      restricted: true,
    }),
    private: fixed("boolean", false),
    shipping_cost_cutoff: fixed("integer", null),
    disabled_at: datetime(),
    shared_secret: secret(
      computed("string", ["shared_secret_encrypted"], ({ shared_secret_encrypted: sealed }) =>
        typeof sealed === "string" ? (decryptOrEmpty(sealed).shared_secret ?? null) : null,
      ),
    ),
    external_includes: fixed("array", null),
    created_at: datetime(),
    updated_at: datetime(),
    reference: fixed("string", null),
    reference_origin: fixed("string", null),
    metadata: fixed("object", {}),
  },
  relationships: {
    merchant: noOne,
    price_list: noOne,
    base_price_list: noOne,
    inventory_model: noOne,
    subscription_model: noOne,
    discount_engine: noOne,
    tax_calculator: noOne,
    customer_group: noOne,
    geocoder: noOne,
    default_shipping_method: later("one", "shipping_methods"),
    default_payment_method: noOne,
    stores: none,
    price_list_schedulers: none,
    order_validation_rules: none,
    attachments: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
  update: async (id, { attributes }, { deps }) => {
    const url = attributes.external_order_validation_url;
    if (url === undefined) return ok({ id });
    const rule = ruleOfMode(deps.settings.isTest);
    const refusal = url === null ? null : refuseUrl(new URL(url), rule);
    if (refusal !== null) {
      const error = attributeError("external_order_validation_url", refusal, "not_allowed");
      return err({ code: "refused", errors: [error] });
    }
    const given = { url, newSecret: deps.ids.secret(), by: deps.by, now: deps.clock.now() };
    const isSaved = await saveValidationUrl(id, given);
    return isSaved ? ok({ id }) : err({ code: "refused", errors: [recordNotFound(id)] });
  },
});
