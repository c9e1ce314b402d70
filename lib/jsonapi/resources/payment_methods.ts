import { z } from "zod";
import { GATEWAY_TYPE_OF, GATEWAY_TYPES, PAYMENT_SOURCE_TYPES } from "../../gateway-types";
import { err, ok } from "../../result";
import { attributeError } from "../api-error";
import { boolean, common, listedBy, money, shortText, string, writable } from "../attributes";
import { eventStoresOf, none, noOne, one, versionsOf } from "../relationships";
import { defineResource } from "../resource";
import { amountCents, currencyCode, switches } from "../row-attributes";
import { paymentMethodsOf } from "../scopes";
import { constant, joined, sql } from "../sql";
import { type RowRules, withRowWrites } from "../table-writes";

const type = "payment_methods";
const LAST = constant('(SELECT coalesce(max(m."position") + 1, 0) FROM "payment_methods" m)');
const price = money("price_amount", "price_minor");
const captureMax = money("auto_capture_max_amount", "auto_capture_max_minor");
const required = { required: true } as const;
const sourceType = z.enum(
  PAYMENT_SOURCE_TYPES,
  `must be one of ${PAYMENT_SOURCE_TYPES.join(", ")}`,
);
const flag = () => writable(boolean(), z.boolean());

const resource = {
  type,
  table: "payment_methods",
  joins: 'LEFT JOIN "markets" mm ON mm."id" = t."market_id"',
  columns: { currency_code: 'coalesce(t."currency_code", mm."currency_code")' },
  lists: listedBy([
    "name",
    "payment_source_type",
    "currency_code",
    "price_amount_cents",
    "disabled_at",
  ]),
  scope: paymentMethodsOf,
  attributes: {
    name: writable(string(), shortText.min(1, "can't be blank")),
    payment_source_type: writable(string(), sourceType, "both", required),
    currency_code: writable(string(), currencyCode),
    moto: flag(),
    require_capture: flag(),
    auto_place: flag(),
    auto_capture: flag(),
    ...price,
    price_amount_cents: writable(price.price_amount_cents, amountCents, "both", required),
    ...captureMax,
    auto_capture_max_amount_cents: writable(captureMax.auto_capture_max_amount_cents, amountCents),
    ...switches,
    ...common,
  },
  relationships: {
    market: one("markets", "market_id", { on: "both" }),
    // The official client knows gateways by the name of them all.
    payment_gateway: one(GATEWAY_TYPES, "gateway_id", {
      on: "both",
      required: true,
      also: ["payment_gateways"],
    }),
    store: noOne,
    attachments: none,
    versions: versionsOf(type),
    event_stores: eventStoresOf(type),
  },
};

const misfit = attributeError(
  "payment_source_type",
  "is not what the payment gateway makes",
  "not_of_gateway",
);
const PAIRS = joined(
  PAYMENT_SOURCE_TYPES.map((source) => sql`(${source}, ${GATEWAY_TYPE_OF[source]})`),
);

/** What shoppers read until somebody names it. */
const nameOf = (source: string): string => {
  const words = source.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const rules: RowRules<typeof resource.attributes> = {
  singular: "payment_method",
  // Our own forms choose the id: the same form sent twice makes one method.
  unique: { payment_methods_pkey: "id" },
  prepare: ({ attributes, references }, _context, id) => {
    const { payment_source_type: source, currency_code, name } = attributes;
    const { payment_gateway: gateway, market } = references;
    const isNew = id === null;
    if (isNew && !currency_code && !market) {
      const error = attributeError("currency_code", "can't be blank", "blank");
      return err({ code: "refused", errors: [error] });
    }
    if (source === undefined && gateway === undefined) return ok({});
    const was = isNew ? constant("") : constant(", old");
    const of = (given: string | null | undefined, column: string) =>
      isNew
        ? sql`${given ?? null}::text`
        : sql`coalesce(${given ?? null}::text, old.${constant(column)})`;
    const holds = sql`EXISTS (SELECT 1 FROM gateways g, (VALUES ${PAIRS}) pair(source, gateway)${was}
        WHERE g.id = ${of(gateway?.id, "gateway_id")} AND g.type = pair.gateway
          AND pair.source = ${of(source, "payment_source_type")})`;
    const born = isNew
      ? { position: LAST, ...(name ? {} : { name: sql`${nameOf(source ?? "")}` }) }
      : {};
    return ok({ columns: born, rules: [{ holds, error: misfit }] });
  },
};

export const paymentMethods = defineResource(withRowWrites(resource, rules));

/** What the admin writes beside: the words that shoppers read below the name, which the API does not know. */
const ofMerchants = {
  ...resource,
  attributes: { ...resource.attributes, description: writable(string(), shortText) },
};
export const paymentMethodsOfMerchants = defineResource(withRowWrites(ofMerchants, rules));
