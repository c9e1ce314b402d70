import type { Attribute, Resource } from "../resource";
import { constant, type Sql, sql } from "../sql";

/** What a list may be narrowed and sorted by: an attribute as SQL over the row `t`. */
export type Comparison = {
  sql: Sql;
  type: Attribute["type"];
  /** What stands in the column instead of the text: only whole ones can be compared. */
  digest?: (text: string) => string;
};

const SQL_TYPES: Record<Attribute["type"], string> = {
  string: "text",
  integer: "bigint",
  float: "double precision",
  boolean: "boolean",
  datetime: "timestamptz",
  object: "jsonb",
  array: "jsonb",
};

/** The SQL of one of the resource's columns, its own or another table's. */
export const columnOf = (resource: Resource, name: string): string =>
  resource.columns?.[name] ?? `t."${name}"`;

/** The column that the public id stands in. */
export const keyOf = (resource: Resource | undefined, alias = "t"): string =>
  `${alias}."${resource?.key?.column ?? "id"}"`;

/** Null: the resource has no such attribute, or it is not one that can be compared. */
export function comparisonOf(resource: Resource, name: string): Comparison | null {
  if (name === "id") {
    return resource.key
      ? { sql: constant(keyOf(resource)), type: "integer" }
      : { sql: constant('t."id"'), type: "string" };
  }
  const attribute = Object.hasOwn(resource.attributes, name) ? resource.attributes[name] : null;
  if (!attribute) return null;
  const { compares, columns } = attribute;
  if (compares === null) return null;
  if (compares && "value" in compares) {
    const { value } = compares;
    const { type } = attribute;
    const given = value !== null && typeof value === "object" ? JSON.stringify(value) : value;
    return { sql: sql`${given}${castOf(type)}`, type };
  }
  const type = compares?.type ?? attribute.type;
  const column = compares?.column ?? (columns === null ? name : columns[0]);
  const digest = compares && "digest" in compares ? compares.digest : undefined;
  if (column === undefined) return null;
  return { sql: constant(columnOf(resource, column)), type, ...(digest ? { digest } : {}) };
}

/** The same for an order of rows. */
export function orderingOf(resource: Resource, name: string): Comparison | null {
  const attribute = Object.hasOwn(resource.attributes, name) ? resource.attributes[name] : null;
  const sorts = attribute?.sorts;
  return sorts
    ? { sql: constant(columnOf(resource, sorts.column)), type: sorts.type }
    : comparisonOf(resource, name);
}

/** `::text` and the like: what makes a parameter one of the attribute's type. */
export const castOf = (type: Attribute["type"]): Sql => constant(`::${SQL_TYPES[type]}`);

const ROW = /\bt\.(?=["\w])/g;

/** The same SQL over a row of another name. It holds project constants only: values are parameters. */
export const over = (alias: string, { texts, values }: Sql): Sql => ({
  texts: texts.map((text) => text.replace(ROW, `${alias}.`)),
  values,
});
