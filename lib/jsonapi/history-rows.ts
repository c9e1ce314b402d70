import { computed, datetime, fixed } from "./attributes";
import type { Row } from "./resource";
import { historyOf } from "./scopes";

/** What the two readings of the one history share. Ids are the history's own sequence. */
export const HISTORY_TABLE = {
  table: "events",
  key: { column: "sequence", valueOf: (id: string) => (/^\d{1,18}$/.test(id) ? BigInt(id) : null) },
  columns: {
    id: 't."sequence"::text',
    created_at: 't."occurred_at"',
    updated_at: 't."occurred_at"',
  },
  scope: historyOf,
} as const;

const whoOf = (row: Row) => ({
  application: row.actor_kind === "api_client" ? { id: row.actor_id ?? null } : null,
  owner: { type: row.actor_kind ?? null, id: row.actor_id ?? null },
});

export const historyCommon = {
  who: computed("object", ["actor_kind", "actor_id"], whoOf),
  created_at: datetime(),
  updated_at: datetime(),
  reference: fixed("string", null),
  reference_origin: fixed("string", null),
  metadata: fixed("object", {}),
};
