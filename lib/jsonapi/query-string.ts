import { err, ok, type Result } from "../result";
import { type ApiError, badParameter } from "./api-error";
import type { Resource } from "./resource";
import { INCLUDE_DEPTH_MAX, type IncludeNode, includeTree, type Page } from "./selection";

const PAGE_SIZE_DEFAULT = 10;
const PAGE_SIZE_MAX = 25;
/** Further pages would read and throw away too much. */
const PAGE_NUMBER_MAX = 10_000;
const PATHS_MAX = 30;

export type Query = {
  include: readonly IncludeNode[];
  fields: ReadonlyMap<string, ReadonlySet<string>>;
  page: Page;
};

const listOf = (value: string): string[] =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/**
 * `include`, `fields[…]`, `page[number]`, `page[size]`; anything else is refused, never ignored.
 */
export function readQuery(
  resource: Resource,
  parameters: URLSearchParams,
): Result<Query, ApiError> {
  const fields = new Map<string, ReadonlySet<string>>();
  const page = { number: 1, size: PAGE_SIZE_DEFAULT };
  let paths: string[] = [];
  for (const [name, value] of parameters) {
    const type = /^fields\[(\w+)\]$/.exec(name)?.[1];
    if (name === "include") paths = listOf(value);
    else if (type) fields.set(type, new Set(listOf(value)));
    else if (name === "page[number]" || name === "page[size]") {
      const count = /^\d{1,6}$/.test(value) ? Number(value) : 0;
      const max = name === "page[size]" ? PAGE_SIZE_MAX : PAGE_NUMBER_MAX;
      if (count < 1 || count > max) return err(badParameter(name, `must be from 1 to ${max}`));
      if (name === "page[size]") page.size = count;
      else page.number = count;
    } else return err(badParameter(name, "is not supported at this address"));
  }
  const wrong = paths.find((path) => path.split(".").length > INCLUDE_DEPTH_MAX);
  if (wrong !== undefined || paths.length > PATHS_MAX) {
    const detail = `at most ${PATHS_MAX} paths of ${INCLUDE_DEPTH_MAX} levels may be included`;
    return err(badParameter("include", detail));
  }
  const tree = includeTree(resource, paths);
  if (!tree.ok) return err(badParameter("include", `${tree.path} is not a relationship`));
  return ok({ include: tree.value, fields, page });
}
