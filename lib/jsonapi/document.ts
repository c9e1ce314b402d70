import type { Json, JsonObject } from "../json";
import type { Found } from "./queries";
import type { Reference, Relationship, Resource, Row } from "./resource";

export type Linkage = Reference | null | readonly Reference[];

export type ResourceObject = {
  id: string;
  type: string;
  links: { self: string };
  attributes: JsonObject;
  relationships: JsonObject;
  meta: { mode: string; organization_id: string; trace_id: string };
};

export type Serving = {
  appUrl: string;
  organizationId: string;
  mode: "test" | "live";
  traceId: string;
  /** False for sales channels: secrets are null for them. */
  showsSecrets: boolean;
  /** Sparse fieldsets by type: only these attributes and relationships are served. */
  fields: ReadonlyMap<string, ReadonlySet<string>>;
};

const addressOf = (serving: Serving, type: string, id: string): string =>
  `${serving.appUrl}/api/${type}/${id}`;

/** One row as the API shows it: every documented member, null where there is nothing. */
export function resourceObject(
  resource: Resource,
  closed: Row,
  { serving, linked }: { serving: Serving; linked?: ReadonlyMap<string, Linkage> },
): ResourceObject {
  const { appUrl } = serving;
  const id = String(closed.id);
  const self = addressOf(serving, resource.type, id);
  const row = resource.decode ? resource.decode(closed) : closed;
  const wanted = serving.fields.get(resource.type);
  const attributes: Record<string, Json> = {};
  for (const [name, attribute] of Object.entries(resource.attributes)) {
    if (attribute.read === null || (wanted && !wanted.has(name))) continue;
    const hidden = attribute.secret === true && !serving.showsSecrets;
    attributes[name] = hidden ? null : attribute.read(row, { appUrl }, name);
  }
  const relationships: Record<string, JsonObject> = {};
  for (const name of Object.keys(resource.relationships)) {
    if (wanted && !wanted.has(name)) continue;
    const links = { self: `${self}/relationships/${name}`, related: `${self}/${name}` };
    const data = linked?.get(name);
    relationships[name] = data === undefined ? { links } : { links, data };
  }
  const meta = {
    mode: serving.mode,
    organization_id: serving.organizationId,
    trace_id: serving.traceId,
  };
  return { id, type: resource.type, links: { self }, attributes, relationships, meta };
}

export type IncludedUnder = {
  path: string;
  name: string;
  relationship: Relationship;
};

export type Including = {
  serving: Serving;
  resourceOf: (type: string) => Resource | null;
  paths: readonly IncludedUnder[];
};

/**
 * The rows asked for and what was included with them. Every row stands in a document once, and
 * every relationship that was asked for says what it leads to.
 */
export function compoundDocuments(
  roots: readonly Found[],
  included: readonly Found[],
  { serving, resourceOf, paths }: Including,
): { data: readonly ResourceObject[]; included?: readonly ResourceObject[] } {
  const linkage = linkageOf([...roots, ...included], paths);
  const seen = new Set<string>();
  const objectsOf = (found: readonly Found[]) =>
    found.flatMap(({ type, row }) => {
      const key = `${type}/${String(row.id)}`;
      const resource = resourceOf(type);
      if (!resource || seen.has(key)) return [];
      seen.add(key);
      const linked = linkage.get(key);
      return [resourceObject(resource, row, { serving, ...(linked ? { linked } : {}) })];
    });
  const data = objectsOf(roots);
  return paths.length === 0 ? { data } : { data, included: objectsOf(included) };
}

/** The document of one row; null when it was not found. */
export function compoundDocument(
  found: readonly Found[],
  including: Including,
): { data: ResourceObject; included?: readonly ResourceObject[] } | null {
  const roots = found.filter(({ path }) => path === "");
  const below = found.filter(({ path }) => path !== "");
  const { data, ...rest } = compoundDocuments(roots, below, including);
  return data[0] ? { data: data[0], ...rest } : null;
}

/** For each row, by `type/id`: what its asked-for relationships lead to. */
function linkageOf(
  found: readonly Found[],
  paths: readonly IncludedUnder[],
): Map<string, Map<string, Linkage>> {
  const linkage = new Map<string, Map<string, Linkage>>();
  for (const { path, name, relationship } of paths) {
    const parentPath = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "";
    for (const parent of found.filter((each) => each.path === parentPath)) {
      const children = found
        .filter((each) => each.path === path && each.via === String(parent.row.id))
        .map((each) => ({ type: each.type, id: String(each.row.id) }));
      const key = `${parent.type}/${String(parent.row.id)}`;
      const linked = linkage.get(key) ?? new Map<string, Linkage>();
      linked.set(name, relationship.kind === "many" ? children : (children[0] ?? null));
      linkage.set(key, linked);
    }
  }
  return linkage;
}
