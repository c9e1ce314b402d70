import { z } from "zod";
import { GATEWAY_TYPE_OF, GATEWAY_TYPES, PAYMENT_SOURCE_TYPES } from "../../gateway-types";
import { err, ok } from "../../result";
import { attributeError } from "../api-error";
import { boolean, common, listedBy, money, shortText, string, writable } from "../attributes";
import { eventStoresOf, none, noOne, one, versionsOf } from "../relationships";
import { type ApiContext, defineResource } from "../resource";
import { amountCents, currencyCode, switches } from "../row-attributes";
import { paymentMethodsOf } from "../scopes";
import { constant, joined, type Sql, sql } from "../sql";
import { withRowWrites } from "../table-writes";

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
const uncaptured = attributeError(
  "auto_capture",
  "is not offered: that a transfer has arrived is for somebody to say",
  "not_offered",
);
const PAIRS = joined(
  PAYMENT_SOURCE_TYPES.map((source) => sql`(${source}, ${GATEWAY_TYPE_OF[source]})`),
);

/** What shoppers read until somebody names it. */
const nameOf = (source: string): string => {
  const words = source.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A column as it will be: given, or as it is. */
const cellOf = (given: Sql | null, column: string, isNew: boolean): Sql =>
  given ?? (isNew ? constant("NULL") : sql`old.${constant(column)}`);

/** The kinds of which nobody but a person can say that the money is there. */
const byHandOf = ({ deps }: ApiContext) =>
  PAYMENT_SOURCE_TYPES.filter(
    (source) => deps.providers(GATEWAY_TYPE_OF[source]).capabilities.byHand,
  );

export const paymentMethods = defineResource(
  withRowWrites(resource, {
    singular: "payment_method",
    prepare: ({ attributes, references }, context, id) => {
      const { payment_source_type: source, currency_code, name, auto_capture } = attributes;
      const { payment_gateway: gateway, market } = references;
      const isNew = id === null;
      if (isNew && !currency_code && !market) {
        const error = attributeError("currency_code", "can't be blank", "blank");
        return err({ code: "refused", errors: [error] });
      }
      const textOr = (given: string | null | undefined, column: string) =>
        cellOf(given ? sql`${given}::text` : null, column, isNew);
      const type = textOr(source, "payment_source_type");
      const captures = cellOf(
        auto_capture === undefined ? null : sql`${auto_capture ?? false}::boolean`,
        "auto_capture",
        isNew,
      );
      const fits = sql`EXISTS (SELECT 1 FROM gateways g, (VALUES ${PAIRS}) pair(source, gateway)
        ${constant(isNew ? "" : ", old")}
        WHERE g.id = ${textOr(gateway?.id, "gateway_id")} AND g.type = pair.gateway
          AND pair.source = ${type})`;
      const byHand = joined(byHandOf(context).map((each) => sql`${each}`));
      const mayBe = sql`NOT (coalesce(${captures}, FALSE) AND ${type} IN (${byHand}))`;
      const isCapturable = isNew ? mayBe : sql`EXISTS (SELECT 1 FROM old WHERE ${mayBe})`;
      const isOther = source !== undefined || gateway !== undefined;
      const born = isNew
        ? { position: LAST, ...(name ? {} : { name: sql`${nameOf(source ?? "")}` }) }
        : {};
      return ok({
        columns: born,
        rules: [
          ...(isOther ? [{ holds: fits, error: misfit }] : []),
          ...(isOther || auto_capture ? [{ holds: isCapturable, error: uncaptured }] : []),
        ],
      });
    },
  }),
);
