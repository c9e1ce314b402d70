import { z } from "zod";
import { refuseUrl } from "../../providers/http";
import { ruleOfMode } from "../../providers/order-validation";
import { err, ok } from "../../result";
import { accessDenied, attributeError } from "../api-error";
import {
  common,
  fixed,
  integer,
  listedBy,
  notOffered,
  secret,
  shortText,
  string,
  trigger,
  webUrl,
  writable,
} from "../attributes";
import { eventStoresOf, none, noOne, one, versionsOf } from "../relationships";
import { type ApiContext, defineResource } from "../resource";
import { includePaths, kept, switches } from "../row-attributes";
import { enabledMarkets } from "../scopes";
import { newSharedSecret, sharedSecret } from "../shared-secret";
import { constant, sql } from "../sql";
import { withRowWrites } from "../table-writes";

const type = "markets";
const filled = shortText.min(1, "can't be blank");

const resource = {
  type,
  table: "markets",
  lists: listedBy(["name", "code", "disabled_at"]),
  scope: enabledMarkets,
  attributes: {
    number: integer(),
    name: writable(string(), filled, "both", { required: true }),
    code: writable(string(), filled),
    facebook_pixel_id: kept("string", shortText),
    checkout_url: kept("string", webUrl),
    external_prices_url: notOffered("string", "is not offered: prices are those of the shop"),
    /** Asked before an order is paid, with its document; signed with `shared_secret`. */
    external_order_validation_url: writable(secret(string()), webUrl, "both", {
      restricted: true,
    }),
    private: fixed("boolean", false),
    shipping_cost_cutoff: kept("integer", z.int().min(0)),
    ...switches,
    shared_secret: sharedSecret,
    _regenerate_shared_secret: trigger(),
    external_includes: kept("array", includePaths),
    ...common,
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
    default_shipping_method: one("shipping_methods", "default_shipping_method_id", { on: "both" }),
    default_payment_method: one("payment_methods", "default_payment_method_id", { on: "both" }),
    stores: none,
    price_list_schedulers: none,
    order_validation_rules: none,
    attachments: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
};

/** The shop has one list of prices and one table of taxes: a new market begins with those of the first. */
const FIRST = constant('(SELECT m."id" FROM "markets" m ORDER BY m."number" LIMIT 1)');
const ofFirst = (column: string, otherwise: string) =>
  sql`coalesce((SELECT m.${constant(`"${column}"`)} FROM "markets" m WHERE m."id" = ${FIRST}), ${constant(otherwise)})`;
const TAXES = sql`taxes AS (
  INSERT INTO market_tax_rates (market_id, currency_code, rate)
  SELECT made.id, r.currency_code, r.rate FROM made, market_tax_rates r WHERE r.market_id = ${FIRST}
)`;

/** What a market is born with, beside what a client says of it. */
const bornWith = (code: string | null | undefined, { deps }: ApiContext) => ({
  number: constant('(SELECT coalesce(max(m."number"), 0) + 1 FROM "markets" m)'),
  ...(code ? {} : { code: sql`${`market-${deps.ids.resource()}`}` }),
  currency_code: ofFirst("currency_code", "'EUR'"),
  tax_included: ofFirst("tax_included", "TRUE"),
  ...newSharedSecret(deps),
});

export const markets = defineResource(
  withRowWrites(resource, {
    singular: "market",
    unique: { markets_code_key: "code", markets_number_key: "number" },
    prepare: ({ attributes }, context, id) => {
      const { deps, caller } = context;
      const { external_order_validation_url: url, _regenerate_shared_secret: isNewSecret } =
        attributes;
      const refusal = url ? refuseUrl(new URL(url), ruleOfMode(deps.settings.isTest)) : null;
      if (refusal !== null) {
        const error = attributeError("external_order_validation_url", refusal, "not_allowed");
        return err({ code: "refused", errors: [error] });
      }
      if (id === null) {
        if (caller.marketIds === null) {
          return ok({ columns: bornWith(attributes.code, context), also: [TAXES] });
        }
        return err({
          code: "refused",
          errors: [accessDenied("The token is for its markets only.")],
        });
      }
      if (isNewSecret) {
        return ok({ columns: newSharedSecret(deps), told: { shared_secret: "changed" } });
      }
      return ok(url ? { columns: newSharedSecret(deps, { keep: true }) } : {});
    },
  }),
);
