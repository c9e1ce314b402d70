import { err, ok } from "../../result";
import { recordNotFound, relationshipError } from "../api-error";
import {
  common,
  fixed,
  listedBy,
  money,
  notOffered,
  shortText,
  string,
  writable,
} from "../attributes";
import { eventStoresOf, none, noOne, one } from "../relationships";
import { defineResource } from "../resource";
import { amountCents, currencyCode } from "../row-attributes";
import { everybody } from "../scopes";
import { constant, type Sql, sql } from "../sql";
import { withRowWrites } from "../table-writes";

const type = "prices";
const amount = money("amount", "amount_minor");
const original = money("original_amount", "amount_minor");
const compareAt = money("compare_at_amount", "compare_at_minor");

/** Where there are no price lists a price says its currency itself; without one it has that of the first market. */
const FIRST_CURRENCY = constant(
  '(SELECT m."currency_code" FROM "markets" m WHERE m."disabled_at" IS NULL ORDER BY m."number" LIMIT 1)',
);

const resource = {
  type,
  table: "prices",
  columns: { sku_code: '(SELECT k."code" FROM "skus" k WHERE k."id" = t."sku_id")' },
  lists: listedBy(["amount_cents", "compare_at_amount_cents"], { isOpen: true }),
  scope: everybody,
  attributes: {
    currency_code: writable(string(), currencyCode, "create"),
    sku_code: writable(string(), shortText),
    ...amount,
    amount_cents: writable(amount.amount_cents, amountCents, "both", { required: true }),
    ...original,
    ...compareAt,
    compare_at_amount_cents: writable(compareAt.compare_at_amount_cents, amountCents),
    rule_outcomes: fixed("object", null),
    rules: notOffered("object", "is not offered: a price has no rules here"),
    processed_at: fixed("datetime", null),
    resource_payload: fixed("object", null),
    jwt_custom_claim: fixed("object", null),
    ...common,
  },
  relationships: {
    price_list: noOne,
    sku: one("skus", "sku_id", { on: "both" }),
    price_tiers: none,
    price_volume_tiers: none,
    price_frequency_tiers: none,
    attachments: none,
    jwt_customer: noOne,
    jwt_markets: none,
    jwt_stock_locations: none,
    event_stores: eventStoresOf(type),
  },
} as const;

export const prices = defineResource(
  withRowWrites(resource, {
    singular: "price",
    unique: { prices_sku_id_currency_code_key: "currency_code" },
    unstored: ["sku_code"],
    prepare: ({ attributes, references }, _context, id) => {
      const { sku_code: code } = attributes;
      const { sku } = references;
      const isNew = id === null;
      if (code === null || (isNew && !code && !sku)) {
        return err({
          code: "refused",
          errors: [relationshipError("sku", "can't be blank", "blank")],
        });
      }
      const currency: Record<string, Sql> =
        isNew && !attributes.currency_code ? { currency_code: FIRST_CURRENCY } : {};
      if (code === undefined) return ok({ columns: currency });
      const isSame = sku ? sql` AND k."id" = ${sku.id}` : constant("");
      const named = sql`SELECT k."id" FROM "skus" k WHERE k."code" = ${code}${isSame}`;
      return ok({
        columns: { ...currency, sku_id: sql`(${named})` },
        told: { sku_code: code },
        rules: [
          {
            holds: sql`EXISTS (${named})`,
            error: recordNotFound(code, "/data/attributes/sku_code"),
          },
        ],
      });
    },
  }),
);
