import type { Answer } from "../answers";
import { refusal } from "../answers";
import { accessDenied, badParameter, recordNotFound } from "../api-error";
import { compoundDocuments, type Serving } from "../document";
import { flattened } from "../include";
import { type FoundList, findIncluded, findList } from "../queries";
import type { ListQuery, Query } from "../query-string";
import { findResource } from "../registry";
import type { ApiContext, Resource } from "../resource";
import { type Filter, readFilter } from "./filters";
import { COUNT_MAX, type Listing, type Under } from "./select-list";
import { readCursor, readSorting } from "./sorting";

export type ListAsked = { query: Query; serving: Serving; context: ApiContext; url: URL };

/** All rows of a resource that this caller may see, a page at a time. */
export async function answerCollection(resource: Resource, asked: ListAsked): Promise<Answer> {
  const { caller } = asked.context;
  const { lists } = resource;
  if (caller.kind !== "sales_channel" || lists?.isOpen) return answerList(resource, null, asked);
  if (!caller.ownerId || !lists?.owned) {
    return refusal([accessDenied(`A list of ${resource.type} is for integrations only.`)]);
  }
  const owned = lists.owned(caller.ownerId);
  return answerList({ ...resource, scope: () => owned }, null, asked);
}

/** With `linkage` the rows' names only: what `/relationships/…` answers. */
export async function answerList(
  resource: Resource,
  under: Under | null,
  asked: ListAsked,
  linkage?: { self: string; related: string },
): Promise<Answer> {
  const { query, serving, context, url } = asked;
  const list = query.list;
  if (!list) throw new Error("A list was asked for without its query.");
  const listing = listingOf(resource, list, context);
  if (!listing.ok) return listing.answer;
  const { caller } = context;
  const whole = under ? PART : await wholeOf(resource, listing.value, context);
  const found = await findList(resource, caller, { ...listing.value, ...whole, under });
  if (!found) return refusal([recordNotFound(under?.id ?? "")]);
  const { type } = resource;
  const isExact = whole.wholeCount !== null || found.count <= COUNT_MAX;
  const pages = pagesOf(url, { ...found, isExact }, list);
  if (linkage) {
    const data = found.rows.map((row) => ({ type, id: String(row.id) }));
    return { status: 200, body: { data, ...pages, links: { ...pages.links, ...linkage } } };
  }
  const { include } = query;
  const included = await findIncluded(resource, found.rows, { caller, include });
  const roots = found.rows.map((row) => ({ path: "", type, via: null, row }));
  const documents = compoundDocuments(roots, included, {
    serving,
    resourceOf: findResource,
    paths: flattened(include),
  });
  return { status: 200, body: { ...documents, ...pages } };
}

/** From here on a page is looked for by other ways than skipping rows; before, that is as fast. */
const DEEP_FROM = 2_500;

type Own = Pick<Listing, "filters" | "sorting" | "page" | "after">;

/** What is known of the whole list, where the whole was asked for. */
async function wholeOf(
  { lists }: Resource,
  { sorting, page, filters, after }: Own,
  { caller, deps }: ApiContext,
): Promise<Pick<Listing, "wholeCount" | "start">> {
  const { mode } = caller;
  const whole = lists?.whole;
  if (!whole || filters.length > 0 || caller.kind !== "integration") return PART;
  const settled = await whole.settle(mode, deps.clock.now());
  const wholeCount = whole.count(mode, settled);
  const offset = (page.number - 1) * page.size;
  const isByCreation = ["created_at", "-created_at"].includes(sorting.name);
  const isDeep = after === null && offset >= DEEP_FROM && isByCreation;
  const { isDescending } = sorting;
  const start = isDeep ? await whole.startOf({ mode, offset, isDescending, settled }) : null;
  return { wholeCount, start };
}

const PART = { wholeCount: null, start: null } as const;

type Read = { ok: true; value: Own } | { ok: false; answer: Answer };

function listingOf(resource: Resource, list: ListQuery, { caller }: ApiContext): Read {
  const sorting = readSorting(resource, list.sort);
  if (!sorting.ok) return { ok: false, answer: refusal([sorting.error]) };
  const filters: Filter[] = [];
  for (const filter of list.filters) {
    const condition = readFilter(resource, filter, caller);
    if (!condition.ok) return { ok: false, answer: refusal([condition.error]) };
    filters.push(condition.value);
  }
  const { page, after } = list;
  if (after !== null && readCursor(resource, sorting.value, after) === null) {
    const error = badParameter("page[after]", "is not the cursor of a list in this order");
    return { ok: false, answer: refusal([error]) };
  }
  return { ok: true, value: { filters, sorting: sorting.value, page, after } };
}

/**
 * How many there are, and where the other pages stand. A count beyond `COUNT_MAX` is not known: it says `COUNT_MAX`, and
 * there is no last page; `next` leads on from the page's last row, however far.
 */
function pagesOf(url: URL, found: FoundList & { isExact: boolean }, { page }: ListQuery) {
  const { isExact } = found;
  const count = isExact ? found.count : COUNT_MAX;
  const pages = Math.max(1, Math.ceil(count / page.size));
  const at = (number: number, after: string | null = null) => {
    const link = new URL(url.pathname + url.search, url);
    link.searchParams.set("page[number]", String(number));
    link.searchParams.set("page[size]", String(page.size));
    if (after === null) link.searchParams.delete("page[after]");
    else link.searchParams.set("page[after]", after);
    return link.toString().replaceAll("%5B", "[").replaceAll("%5D", "]");
  };
  return {
    meta: {
      record_count: count,
      page_count: pages,
      ...(isExact ? {} : { record_count_is_minimum: true }),
    },
    links: {
      first: at(1),
      ...(page.number > 1 ? { prev: at(page.number - 1) } : {}),
      ...(found.hasMore ? { next: at(page.number + 1, found.next) } : {}),
      ...(isExact ? { last: at(pages) } : {}),
    },
  };
}
