import "server-only";
import { Prisma } from "@/generated/prisma/client";
import type { Actor } from "../deps";
import type { JsonObject } from "../json";

/** A line of the history: what happened, `[old, new]` of what changed, and who did it. */
export type Told = { name: string; changes: JsonObject; by: Actor; now: Date };

/** The history's line for each row that a part of the same statement gives back with its `id`. */
export const toldOf = (
  part: "made" | "changed" | "removed",
  resourceType: string,
  { name, changes, by, now }: Told,
): Prisma.Sql => Prisma.sql`
  INSERT INTO events (occurred_at, name, resource_type, resource_id, actor_kind, actor_id,
    trace_id, changes)
  SELECT ${now}::timestamptz, ${name}, ${resourceType}, id, ${by.kind}, ${by.id}, ${by.traceId},
    ${JSON.stringify(changes)}::jsonb FROM ${Prisma.raw(part)} RETURNING 1`;
