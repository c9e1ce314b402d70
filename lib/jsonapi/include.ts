import type { IncludedUnder } from "./document";
import type { IncludeNode } from "./selection";

/** Every node of the tree with its full path, parents before children. */
export const flattened = (nodes: readonly IncludeNode[], prefix = ""): IncludedUnder[] =>
  nodes.flatMap((node) => {
    const path = prefix === "" ? node.name : `${prefix}.${node.name}`;
    const { name, relationship } = node;
    return [{ path, name, relationship }, ...flattened(node.children, path)];
  });
