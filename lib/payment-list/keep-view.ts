// Views of the list that the shop keeps: a name for an address, the same for everybody who signs in.
import type { Told } from "../db/told-query";
import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import type { JsonObject } from "../json";
import { err, ok, type Result } from "../result";
import type { SavedView } from "./list-view";
import {
  findView,
  findViewByName,
  insertView,
  removeView,
  renameView,
  VIEWS_MAX,
} from "./view-store";

const NAME_MAX = 40;
const QUERY_MAX = 1_000;

type Kept = Result<SavedView, UseCaseError>;

const toldBy = (deps: Deps, name: string, changes: JsonObject): Told => ({
  name: `saved_view.${name}`,
  changes,
  by: deps.by,
  now: deps.clock.now(),
});

const invalid = (message: string): Kept =>
  err({ code: "invalid_input", issues: [{ path: "name", message }] });
const gone = (id: string): Kept => err({ code: "not_found", resource: "saved_views", id });
const TAKEN = "Another view has this name. Choose another, or delete that one first.";

/** The name as it is kept, or how to mend it. */
function nameOf(given: string): { name: string } | { problem: string } {
  const name = given.normalize("NFC").replaceAll(/\s+/g, " ").trim();
  if (name === "") return { problem: "Enter a name, like Large refunds." };
  if (name.length > NAME_MAX) return { problem: `Keep the name to ${NAME_MAX} characters.` };
  return { name };
}

/** Safe to repeat: the same name for the same address is one view. `query` is an address that was read and written anew. */
export async function saveView(deps: Deps, given: { name: string; query: string }): Promise<Kept> {
  const checked = nameOf(given.name);
  if ("problem" in checked) return invalid(checked.problem);
  if (given.query === "") return invalid("Choose a filter first: the whole list is there already.");
  if (given.query.length > QUERY_MAX) return invalid("The filter is too long to be kept.");
  const view = { id: deps.ids.resource(), name: checked.name, query: given.query };
  const made = await insertView(
    view,
    toldBy(deps, "saved", { name: [null, view.name], query: [null, view.query] }),
  );
  if (made) return ok(view);
  const known = await findViewByName(view.name);
  if (known === null) return invalid(`There are ${VIEWS_MAX} views. Delete one first.`);
  return known.query === view.query ? ok(known) : invalid(TAKEN);
}

/** Safe to repeat. */
export async function renameSavedView(
  deps: Deps,
  given: { id: string; name: string },
): Promise<Kept> {
  const checked = nameOf(given.name);
  if ("problem" in checked) return invalid(checked.problem);
  const view = await findView(given.id);
  if (view === null) return gone(given.id);
  if (view.name === checked.name) return ok(view);
  const told = toldBy(deps, "renamed", { name: [view.name, checked.name] });
  if (await renameView(view.id, checked.name, told)) return ok({ ...view, name: checked.name });
  return (await findView(given.id)) === null ? gone(given.id) : invalid(TAKEN);
}

/** Safe to repeat: what is gone is gone. */
export async function deleteSavedView(
  deps: Deps,
  { id }: { id: string },
): Promise<Result<null, UseCaseError>> {
  const view = await findView(id);
  if (view === null) return ok(null);
  const changes = { name: [view.name, null], query: [view.query, null] };
  await removeView(id, toldBy(deps, "deleted", changes));
  return ok(null);
}
