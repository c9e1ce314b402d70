import type { Relationship } from "./resource";

type Write = Pick<Relationship, "write">;

/** To one: our column holds their id. */
export const one = (
  types: string | readonly string[],
  column: string,
  write?: Write["write"],
): Relationship => ({
  kind: "one",
  types: typeof types === "string" ? [types] : types,
  on: (p, t) => `${t}."id" = ${p}."${column}"`,
  column,
  ...(write ? { write } : {}),
});

/** To many: their column holds our id. */
export const many = (types: string | readonly string[], column: string): Relationship => ({
  kind: "many",
  types: typeof types === "string" ? [types] : types,
  on: (p, t) => `${t}."${column}" = ${p}."id"`,
});

/** Documented; in this shop it never leads anywhere. */
export const noOne: Relationship = { kind: "one", types: [], on: null };
export const none: Relationship = { kind: "many", types: [], on: null };

/** The lines of the one history that speak of this resource. */
const historyOf = (type: string, target: string): Relationship => ({
  kind: "many",
  types: [target],
  on: (p, t) => `${t}."resource_type" = '${type}' AND ${t}."resource_id" = ${p}."id"`,
});
export const versionsOf = (type: string): Relationship => historyOf(type, "versions");
export const eventStoresOf = (type: string): Relationship => historyOf(type, "event_stores");
