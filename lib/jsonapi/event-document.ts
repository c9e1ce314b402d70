import "server-only";
import { createHash } from "node:crypto";
import type { JsonObject } from "../json";
import { findResource } from "./registry";
import { servedIncludes, wholeDocument } from "./whole-document";

/**
 * The JSON:API document of what an outgoing event is about, with what its receiver asked to be included. One statement.
 * Null when it is gone, or of a type that nobody serves.
 */
export async function documentOfEvent(
  event: { id: string; resourceType: string; resourceId: string },
  includeResources: readonly string[],
): Promise<JsonObject | null> {
  const { resourceType: type, resourceId } = event;
  const resource = findResource(type);
  if (!resource) return null;
  const include = servedIncludes(resource, includeResources);
  const traceId = createHash("sha256").update(event.id).digest("hex");
  return wholeDocument(resource, resourceId, { include, traceId });
}
