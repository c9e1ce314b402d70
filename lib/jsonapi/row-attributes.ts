import { z } from "zod";
import { isJsonObject, type Json } from "../json";
import { parseCurrency } from "../money/currency";
import { computed, datetime, trigger } from "./attributes";
import type { Attribute, WritableAttribute, WriteOn } from "./resource";

/** The column that holds what is kept for clients and means nothing here. */
export const MEMBERS = "attributes";

type KeptOptions = { on?: WriteOn; otherwise?: Json; restricted?: true };

/**
 * Stored and returned as it was given, with no effect here: a member of the table's JSON column `attributes`.
 * `otherwise` is what stands there where nothing was given.
 */
export const kept = <S extends z.ZodType>(
  type: Attribute["type"],
  schema: S,
  { on = "both", otherwise = null, restricted }: KeptOptions = {},
): WritableAttribute<S> => ({
  ...computed(type, [MEMBERS], (row, _view, name) => {
    const members = row[MEMBERS];
    return (isJsonObject(members) ? members[name] : null) ?? otherwise;
  }),
  compares: null,
  schema,
  on,
  ...(restricted ? { restricted } : {}),
});

/** A trigger that can be pulled when the row is made, too. */
export const triggerOnBoth = (): WritableAttribute<z.ZodBoolean> => ({ ...trigger(), on: "both" });

/** Switches that `table-writes.ts` knows: a row that is off has a `disabled_at`. */
export const switches = {
  _disable: triggerOnBoth(),
  _enable: triggerOnBoth(),
  disabled_at: datetime(),
};

/** Amounts as the API takes them: minor units, never less than nothing. */
export const amountCents = z.int().min(0, "must be greater than or equal to 0");

export const currencyCode = z
  .string()
  .transform((text) => text.toUpperCase())
  .refine((text) => parseCurrency(text) !== null, "must be a currency's ISO 4217 code");

export const unitOfWeight = z.enum(["gr", "oz", "lb"], "must be gr, oz or lb");
export const weight = z.number().min(0, "must be greater than or equal to 0");
/** Names of related resources, by their paths: `line_items.item`. */
export const includePaths = z.array(z.string().max(128)).max(50);
