import { err, ok, type Result } from "../result";
import { type ApiError, badParameter } from "./api-error";
import { INCLUDE_DEPTH_MAX } from "./include-paths";
import type { Resource } from "./resource";
import { type IncludeNode, includeTree, type Page } from "./selection";

export const PAGE_SIZE_DEFAULT = 10;
export const PAGE_SIZE_MAX = 25;
const PAGE_NUMBER_MAX = 1_000_000;
const PATHS_MAX = 30;
export const FILTERS_MAX = 20;

export type Query = {
  include: readonly IncludeNode[];
  fields: ReadonlyMap<string, ReadonlySet<string>>;
  /** What a list alone takes; null where one resource is asked for. */
  list: ListQuery | null;
};

export type ListQuery = {
  page: Page;
  /** Where the page before ended, as its links said. */
  after: string | null;
  sort: string | null;
  filters: readonly { name: string; value: string }[];
};

const listOf = (value: string): string[] =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** What PostgreSQL can take as text. */
const isStorable = (text: string): boolean =>
  !text.includes("\u0000") && !/\p{Surrogate}/u.test(text);

type Given = {
  paths: string[];
  fields: Map<string, ReadonlySet<string>>;
  page: { number: number; size: number };
  after: string | null;
  sort: string | null;
  filters: { name: string; value: string }[];
};

/**
 * `include`, `fields[…]` and, for lists, `filter[q][…]`, `sort` and `page[…]`; anything else is
 * refused, never ignored.
 */
export function readQuery(
  resource: Resource,
  parameters: URLSearchParams,
  { isList }: { isList: boolean },
): Result<Query, ApiError> {
  const given: Given = {
    paths: [],
    fields: new Map(),
    page: { number: 1, size: PAGE_SIZE_DEFAULT },
    after: null,
    sort: null,
    filters: [],
  };
  for (const [name, value] of parameters) {
    const refusal = isStorable(name + value)
      ? readParameter(given, { name, value, isList })
      : "is not text";
    if (refusal !== null) return err(badParameter(name, refusal));
  }
  const { paths, fields, ...list } = given;
  const wrong = paths.find((path) => path.split(".").length > INCLUDE_DEPTH_MAX);
  if (wrong !== undefined || paths.length > PATHS_MAX) {
    const detail = `at most ${PATHS_MAX} paths of ${INCLUDE_DEPTH_MAX} levels may be included`;
    return err(badParameter("include", detail));
  }
  const tree = includeTree(resource, paths);
  if (!tree.ok) return err(badParameter("include", `${tree.path} is not a relationship`));
  return ok({ include: tree.value, fields, list: isList ? list : null });
}

/** Takes one parameter in; or says what is wrong with it. */
function readParameter(
  given: Given,
  { name, value, isList }: { name: string; value: string; isList: boolean },
): string | null {
  const type = /^fields\[(\w+)\]$/.exec(name)?.[1];
  const filter = /^filter\[q\]\[(\w+)\]$/.exec(name)?.[1];
  if (name === "include") given.paths = listOf(value);
  else if (type) given.fields.set(type, new Set(listOf(value)));
  else if (name === "page[number]") return readPage(given.page, "number", value, PAGE_NUMBER_MAX);
  else if (name === "page[size]") return readPage(given.page, "size", value, PAGE_SIZE_MAX);
  else if (!isList) return "is not supported at this address";
  else if (name === "sort") given.sort = value;
  else if (name === "page[after]") given.after = value;
  else if (filter && given.filters.length < FILTERS_MAX)
    given.filters.push({ name: filter, value });
  else if (filter) return `may stand in a request ${FILTERS_MAX} times`;
  else return "is not supported at this address";
  return null;
}

function readPage(
  page: Given["page"],
  part: keyof Page,
  value: string,
  max: number,
): string | null {
  const count = /^\d{1,7}$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > max) return `must be from 1 to ${max}`;
  page[part] = count;
  return null;
}
