import "server-only";
import { env } from "../env";
import type { JsonObject } from "../json";
import { organizationIdOf } from "../organization-id";
import { compoundDocument } from "./document";
import { flattened } from "./include";
import { findDocument } from "./queries";
import { findResource } from "./registry";
import type { Resource } from "./resource";
import { type IncludeNode, includeTree } from "./selection";

/**
 * A resource as the installation itself reads it, for those whom it tells: everything but secrets. One statement. Null
 * when there is no such row.
 */
export async function wholeDocument(
  resource: Resource,
  id: string,
  options: { include: readonly IncludeNode[]; traceId: string },
): Promise<JsonObject | null> {
  const { include, traceId } = options;
  const found = await findDocument(resource, id, { caller: null, include });
  const document = compoundDocument(found, {
    serving: {
      appUrl: env().APP_URL,
      organizationId: organizationIdOf(env().KASSA_INSTALLATION_ID),
      mode: found[0]?.row.mode === "live" ? "live" : "test",
      traceId,
      showsSecrets: false,
      fields: new Map(),
    },
    resourceOf: (type) => (type === resource.type ? resource : findResource(type)),
    paths: flattened(include),
  });
  return document && { data: document.data, included: document.included ?? [] };
}

/** The paths that lead somewhere; one that does not (yet) is left out. */
export const servedPaths = (resource: Resource, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => includeTree(resource, [path]).ok);

export function servedIncludes(resource: Resource, paths: readonly string[]) {
  const tree = includeTree(resource, servedPaths(resource, paths));
  return tree.ok ? tree.value : [];
}
