import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../json";
import { formattedOf, isoOf, majorOf } from "./formats";
import type { Attribute, Lists, WritableAttribute, WriteOn } from "./resource";

/** The words in which resource files say what an attribute is. */

type Type = Attribute["type"];

const plain = (type: Type, column?: string): Attribute => ({
  type,
  columns: column === undefined ? null : [column],
  read: (row, _view, name) => row[column ?? name] ?? null,
});

/** A column of the attribute's own name, or of the one given. */
export const string = (column?: string) => plain("string", column);
export const integer = (column?: string) => plain("integer", column);
export const float = (column?: string) => plain("float", column);
export const boolean = (column?: string) => plain("boolean", column);
export const object = (column?: string) => plain("object", column);

export const datetime = (column?: string): Attribute => ({
  type: "datetime",
  columns: column === undefined ? null : [column],
  read: (row, _view, name) => isoOf(row[column ?? name] ?? null),
});

/**
 * Documented, but the same for every row: what we do not keep is null, what cannot happen here is 0
 * or false.
 */
export const fixed = (type: Type, value: Json): Attribute => ({
  type,
  columns: [],
  read: () => value,
  compares: { value },
});

/** A computed attribute as lists compare it: by a column of the resource, and by that column's type. */
export const compared = <T extends Attribute>(attribute: T, column: string, type?: Type): T => ({
  ...attribute,
  compares: { column, ...(type ? { type } : {}) },
});

/** One that sorts by another column than it is filtered by. */
export const sorted = <T extends Attribute>(attribute: T, column: string, type: Type): T => ({
  ...attribute,
  sorts: { column, type },
});

export const computed = (
  type: Type,
  columns: readonly string[],
  read: NonNullable<Attribute["read"]>,
): Attribute => ({ type, columns, read });

/** Null for sales channels. */
export const secret = (attribute: Attribute): Attribute => ({ ...attribute, secret: true });

type WriteOptions = { required?: true; restricted?: true };

export const writable = <S extends z.ZodType>(
  attribute: Attribute,
  schema: S,
  on: WriteOn = "both",
  options: WriteOptions = {},
): WritableAttribute<S> => ({ ...attribute, schema, on, ...options });

/** Never returned. */
export const writeOnly = <S extends z.ZodType>(
  schema: S,
  on: WriteOn = "both",
  options: WriteOptions = {},
): WritableAttribute<S> => ({ type: "string", columns: [], read: null, schema, on, ...options });

/** `_place: true`, `_details: 1`, `_refresh: "true"`: truthy is meant, whatever its type. */
export const trigger = (options: WriteOptions = {}): WritableAttribute<z.ZodBoolean> => ({
  type: "boolean",
  columns: [],
  read: null,
  schema: z.boolean(),
  on: "update",
  trigger: true,
  ...options,
});

/**
 * Documented, and nothing here that it would do: what would change an amount or a state is refused in words, and not taken
 * for granted. To clear it, or to say no, is nothing.
 */
export const notOffered = (
  type: Type,
  why: string,
  on: WriteOn = "both",
  options: WriteOptions = {},
): WritableAttribute<z.ZodType<never>> => ({
  ...fixed(type, null),
  schema: z.custom<never>((value) => value === false, why),
  on,
  ...options,
});

/** The same of an action, which is never returned. */
export const noSuchAction = (why: string, options: WriteOptions = {}) => ({
  ...notOffered("string", why, "update", options),
  read: null,
});

type MoneyName<N extends string> = `${N}_cents` | `${N}_float` | `formatted_${N}`;

/**
 * Minor units of the row's currency, and the two documented twins. `column` null: it does not occur
 * here, and is 0. `source` "decoded": the resource's `decode` computes it from its own columns.
 */
export function money<N extends string>(
  name: N,
  column: string | null,
  source: "column" | "decoded" = "column",
): Record<MoneyName<N>, Attribute> {
  const currencyColumn = "currency_code";
  const isColumn = column !== null && source === "column";
  const columns = isColumn ? [column, currencyColumn] : [currencyColumn];
  const reading =
    (form: (minor: number, currency: string) => Json): Attribute["read"] =>
    (row) => {
      const minor = column === null ? 0 : row[column];
      const currency = row[currencyColumn];
      return typeof minor === "number" && typeof currency === "string"
        ? form(minor, currency)
        : null;
    };
  const compares = column === null ? { value: 0 } : isColumn ? { column } : null;
  const twins: Record<string, Attribute> = {
    [`${name}_cents`]: { type: "integer", columns, read: reading((minor) => minor), compares },
    [`${name}_float`]: { type: "float", columns, read: reading(majorOf) },
    [`formatted_${name}`]: { type: "string", columns, read: reading(formattedOf) },
  };
  return twins as Record<MoneyName<N>, Attribute>;
}

const LONG = 255;
export const shortText = z.string().max(LONG);
export const longText = z.string().max(4_096);
export const webUrl = z.url({ protocol: /^https?$/, error: "must be a URL" }).max(2_048);

export const freeObject = z.custom<JsonObject>(isJsonObject, "must be an object");

const COMMON_LISTS = ["id", "created_at", "updated_at", "reference", "reference_origin"];

/** By what lists of a resource run: the attributes given, and those that every resource has. */
export const listedBy = (
  names: readonly string[] = [],
  options: { unsorted?: readonly string[]; isOpen?: boolean } = {},
): Lists => {
  const { unsorted = [], isOpen = false } = options;
  return {
    filter: new Set([...names, ...unsorted, ...COMMON_LISTS, "metadata"]),
    sort: new Set([...names, ...COMMON_LISTS]),
    isOpen,
  };
};

/** What every resource has after its own. */
export const common = {
  created_at: datetime(),
  updated_at: datetime(),
  reference: writable(string(), shortText),
  reference_origin: writable(string(), shortText),
  metadata: writable(object(), freeObject),
};
