import type { ApiCaller } from "../auth/access-token";
import { type ApiError, recordNotFound, unknownType } from "./api-error";
import { findResource } from "./registry";
import type { Relationship, Resource } from "./resource";
import { targetsOf } from "./selection";

/** Where a request points to, below `/api/<type>`. */
export type Address =
  | { kind: "collection"; resource: Resource }
  | { kind: "resource"; resource: Resource; id: string }
  | { kind: "related"; resource: Resource; id: string; name: string; relationship: Relationship }
  | { kind: "linkage"; resource: Resource; id: string; name: string; relationship: Relationship };

/**
 * An id is letters (or the history's digits): anything else names nothing, and never reaches the
 * database.
 */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** There is one of each for a caller, and it is asked for without an id. */
const SINGLE: ReadonlyMap<string, { type: string; idOf: (caller: ApiCaller) => string }> = new Map([
  ["organization", { type: "organizations", idOf: (caller) => caller.organizationId }],
  ["application", { type: "applications", idOf: (caller) => caller.id }],
]);

export function addressOf(
  asked: string,
  below: readonly string[],
  caller: ApiCaller,
): Address | ApiError {
  const single = SINGLE.get(asked);
  const type = single?.type ?? asked;
  const path = single ? [single.idOf(caller), ...below] : below;
  const resource = findResource(type);
  if (!resource) return unknownType(type);
  const [id, second, third, ...rest] = path;
  if (id === undefined) return { kind: "collection", resource };
  const isKey = ID.test(id) && resource.key?.valueOf(id) !== null;
  if (!isKey || rest.length > 0) return recordNotFound(id);
  if (second === undefined) return { kind: "resource", resource, id };
  const isLinkage = second === "relationships" && third !== undefined;
  const name = isLinkage ? third : second;
  const relationship = Object.hasOwn(resource.relationships, name)
    ? resource.relationships[name]
    : undefined;
  const isServed = relationship && (relationship.on === null || targetsOf(relationship).length > 0);
  if (!relationship || !isServed || (!isLinkage && third !== undefined)) return unknownType(name);
  return { kind: isLinkage ? "linkage" : "related", resource, id, name, relationship };
}
