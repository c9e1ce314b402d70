import type { Json, JsonObject } from "./json";

/** What differs, as the history tells it: [old, new] of each member of `after`. */
export function differences(before: JsonObject, after: JsonObject): JsonObject {
  const changes: Record<string, Json> = {};
  for (const [name, value] of Object.entries(after)) {
    const was = before[name] ?? null;
    const is = value ?? null;
    if (JSON.stringify(was) !== JSON.stringify(is)) changes[name] = [was, is];
  }
  return changes;
}
