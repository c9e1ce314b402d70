import type { ApiCaller } from "../auth/access-token";
import { columnOf, keyOf } from "./lists/comparison";
import { findResource } from "./registry";
import type { Relationship, Resource } from "./resource";
import { constant, joined, nothing, type Sql, sql } from "./sql";

/** Rows of one relationship in one document: more than any order has, less than would hurt. */
const INCLUDED_ROWS_MAX = 500;

/** One path of `include`, and what is served under it. */
export type IncludeNode = {
  name: string;
  relationship: Relationship;
  targets: readonly Resource[];
  children: readonly IncludeNode[];
};

export type Page = { number: number; size: number };

/** The paths of `include` as a tree, or the path that leads nowhere. */
export function includeTree(
  resource: Resource,
  paths: readonly string[],
): { ok: true; value: readonly IncludeNode[] } | { ok: false; path: string } {
  const nodes: IncludeNode[] = [];
  const heads = new Set(paths.map((path) => path.split(".")[0] ?? ""));
  for (const name of heads) {
    const relationship = Object.hasOwn(resource.relationships, name)
      ? resource.relationships[name]
      : undefined;
    const targets = relationship ? targetsOf(relationship) : [];
    // One that may lead somewhere, to a type that is not served yet, must not look empty.
    const isServed = relationship && (relationship.on === null || targets.length > 0);
    if (!relationship || !isServed) return { ok: false, path: name };
    const rest = paths
      .filter((path) => path.startsWith(`${name}.`))
      .map((path) => path.slice(name.length + 1));
    const parent = targets[0];
    const below = parent ? includeTree(parent, rest) : ({ ok: true, value: [] } as const);
    if (!below.ok) return { ok: false, path: `${name}.${below.path}` };
    nodes.push({ name, relationship, targets, children: below.value });
  }
  return { ok: true, value: nodes };
}

/** The registered resources a relationship may lead to; none: it is not served yet. */
export const targetsOf = (relationship: Relationship): readonly Resource[] =>
  relationship.types.flatMap((type) => findResource(type) ?? []);

type Join = { resource: Resource; on: ((p: string, t: string) => string) | null };

/**
 * One SELECT over a chain of resources, from the rows asked for to its last link `t`. It gives
 * `path`, `type`, the parent's id as `via`, and the row itself. Caller null: the installation
 * itself, which sees all.
 */
function selectChain(
  chain: readonly Join[],
  ids: readonly string[],
  options: { caller: ApiCaller | null; path: string; limit: Sql },
): Sql {
  const last = chain.length - 1;
  const alias = (index: number) => (index === last ? "t" : `p${index}`);
  const target = chain[last]?.resource;
  if (!target) throw new Error("A chain has at least one link.");
  const from = chain.map(({ resource, on }, index) =>
    index === 0
      ? `"${resource.table}" ${alias(0)}`
      : `JOIN "${resource.table}" ${alias(index)} ON (${on?.(alias(index - 1), alias(index))})`,
  );
  const via = last === 0 ? "NULL" : `${alias(last - 1)}."id"`;
  const scope = options.caller ? target.scope(options.caller) : constant("TRUE");
  const narrowed = target.where ? constant(` AND (${target.where})`) : nothing;
  const select = constant(
    `SELECT ${via} AS "via", ${columnsOf(target)}
      FROM ${from.join(" ")} ${target.joins ?? ""}
      WHERE ${keyOf(chain[0]?.resource, alias(0))} IN `,
  );
  const keys = joined(ids.map((id) => sql`${chain[0]?.resource.key?.valueOf(id) ?? id}`));
  return sql`SELECT ${options.path} AS "path", ${target.type} AS "type", x."via"::text AS "via",
    to_jsonb(x) - 'via' AS "row"
    FROM (${select}(${keys})${narrowed} AND (${scope}) ${options.limit}) x`;
}

/** The row and everything included, as one statement. */
export function selectDocument(
  resource: Resource,
  id: string,
  { caller, include }: { caller: ApiCaller | null; include: readonly IncludeNode[] },
): Sql {
  const root: Join = { resource, on: null };
  const select = selectChain([root], [id], { caller, path: "", limit: nothing });
  return joined([select, ...selectsBelow(root, [id], { caller, include })], " UNION ALL ");
}

/** What is included with rows that are read already; null when nothing is. */
export function selectIncluded(
  resource: Resource,
  ids: readonly string[],
  options: { caller: ApiCaller; include: readonly IncludeNode[] },
): Sql | null {
  const selects = selectsBelow({ resource, on: null }, ids, options);
  return selects.length === 0 || ids.length === 0 ? null : joined(selects, " UNION ALL ");
}

function selectsBelow(
  root: Join,
  ids: readonly string[],
  { caller, include }: { caller: ApiCaller | null; include: readonly IncludeNode[] },
): Sql[] {
  const selects: Sql[] = [];
  const limit = constant(`LIMIT ${INCLUDED_ROWS_MAX * ids.length}`);
  const add = (nodes: readonly IncludeNode[], chain: readonly Join[], prefix: string) => {
    for (const node of nodes) {
      const { on } = node.relationship;
      if (on === null) continue;
      const path = prefix === "" ? node.name : `${prefix}.${node.name}`;
      for (const target of node.targets) {
        const longer = [...chain, { resource: target, on }];
        selects.push(selectChain(longer, ids, { caller, path, limit }));
        add(node.children, longer, path);
      }
    }
  };
  add(include, [root], "");
  return selects;
}

/** The row itself (so that a missing one is told from one without a relative), and the one it is related to. */
export function selectRelated(
  resource: Resource,
  id: string,
  { caller, relationship }: { caller: ApiCaller; relationship: Relationship },
): Sql {
  const root: Join = { resource, on: null };
  const { on } = relationship;
  const limit = constant("LIMIT 1");
  const selects = (on === null ? [] : targetsOf(relationship)).map((target) =>
    selectChain([root, { resource: target, on }], [id], { caller, path: "related", limit }),
  );
  const select = selectChain([root], [id], { caller, path: "", limit: nothing });
  return joined([select, ...selects], " UNION ALL ");
}

/** Every column that the resource's attributes read, once each. */
export function columnsOf(resource: Resource): string {
  const names = new Set(["id", ...(resource.decodes ?? [])]);
  for (const [name, attribute] of Object.entries(resource.attributes)) {
    if (attribute.read === null) continue;
    for (const column of attribute.columns ?? [name]) names.add(column);
  }
  return [...names].map((name) => `${columnOf(resource, name)} AS "${name}"`).join(", ");
}
