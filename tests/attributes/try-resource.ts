// Everything documented of one resource, tried in the shop.
import { attempt, said } from "./answers";
import type { DocumentedResource } from "./catalogue";
import type { Fixture } from "./fixture";
import { FIXTURES } from "./fixtures";
import type { ActionOutcome, Kind, Outcome, Tried } from "./outcome";
import { filtered, type Place, returned, sorted } from "./reading";
import type { World } from "./world";
import { created, restricted, updated } from "./writing";

type Trying = { world: World; resource: DocumentedResource; fixture: Fixture; place: Place };

export async function tryResource(world: World, resource: DocumentedResource): Promise<Tried> {
  const { type, path, attributes } = resource;
  const fixture = FIXTURES.get(type) ?? {};
  const trying = { world, resource, fixture, place: { type, path, attributes } };
  const there = await world.shop.call("GET", path);
  if (there.status === 404) return missing(trying, "is not served");
  let id: string | null;
  try {
    id = resource.isSingleton ? null : await rowOf(trying);
  } catch (error) {
    return missing(trying, error instanceof Error ? error.message : String(error));
  }
  const outcomes = [...(await reading(trying, id)), ...(await writing(trying, id))];
  return { attributes: outcomes, actions: await actions(trying, id) };
}

async function rowOf({ world, resource, fixture }: Trying): Promise<string> {
  if (fixture.row) return fixture.row(world);
  if (!fixture.draft) throw new Error(`There is no fixture of ${resource.type}.`);
  try {
    return await world.post(resource.type, await fixture.draft(world));
  } catch (error) {
    // What cannot be made can still be read; that it cannot be made is told with the creations.
    const first = await world.first(resource.path).catch(() => null);
    if (first === null) throw error;
    return first;
  }
}

/** Nothing could be tried: whatever is documented is missing. */
function missing({ resource: { type, attributes, actions } }: Trying, why: string): Tried {
  const kind: Kind = "returned";
  return {
    attributes: attributes.map(({ name }) => ({ type, attribute: name, kind, why })),
    actions: actions.map((action) => ({ type, action, why })),
  };
}

async function reading(trying: Trying, id: string | null): Promise<Outcome[]> {
  const { world, resource, fixture, place } = trying;
  const { path } = resource;
  const one = id === null ? path : `${path}/${id}`;
  const outcomes = await returned(world, place, { path: one, kind: "returned" });
  const isListed = resource.actions.includes("list") || fixture.list !== undefined;
  if (id === null || !isListed) return outcomes;
  const list = fixture.list ? await fixture.list(world) : path;
  const listed = { path: `${list}?filter[q][id_eq]=${id}`, kind: "listed" } as const;
  outcomes.push(...(await returned(world, place, listed)));
  outcomes.push(...(await filtered(world, place, { path: list, id })));
  outcomes.push(...(await sorted(world, place, list)));
  return outcomes;
}

async function writing(trying: Trying, id: string | null): Promise<Outcome[]> {
  const { world, resource, fixture } = trying;
  const outcomes: Outcome[] = [];
  if (resource.actions.includes("create")) outcomes.push(...(await created(trying)));
  if (id === null || !resource.actions.includes("update")) return outcomes;
  outcomes.push(...(await updated(trying, id)));
  const own = await fixture.ownRow?.(world);
  const row = { id: own ?? id, isOwnRow: own !== undefined };
  outcomes.push(...(await restricted(trying, row)));
  return outcomes;
}

const METHODS = { create: "POST", update: "PATCH", delete: "DELETE" } as const;

/** What is documented as an action is offered, and what is not is refused by its method. */
async function actions(trying: Trying, id: string | null): Promise<ActionOutcome[]> {
  const { world, resource, fixture } = trying;
  const { type, path, isSingleton } = resource;
  const outcomes: ActionOutcome[] = [];
  for (const action of ["create", "update", "delete"] as const) {
    const isOffered = resource.actions.includes(action);
    // What is offered is not done to the row here; what is not must be refused where it stands.
    const row = isOffered || id === null ? "AAAAAAAAAA" : id;
    const below = action === "create" || isSingleton ? path : `${path}/${row}`;
    const body = action === "delete" ? {} : { body: { data: { type, attributes: { none: 1 } } } };
    const answer = await world.shop.call(METHODS[action], below, body);
    const isRefused = answer.status === 405;
    const why = isRefused === isOffered ? `${METHODS[action]}: ${said(answer)}` : null;
    outcomes.push({ type, action, why });
  }
  if (!resource.actions.includes("delete") || !fixture.draft) return outcomes;
  outcomes.push({ type, action: "deleted", why: await attempt(() => notDeleted(trying)) });
  return outcomes;
}

async function notDeleted({ world, resource, fixture }: Trying): Promise<string | null> {
  const { type, path } = resource;
  const draft = (await fixture.draft?.(world)) ?? { attributes: {} };
  const row = await world.post(type, draft);
  const gone = await world.shop.call("DELETE", `${path}/${row}`);
  const after = await world.shop.call("GET", `${path}/${row}`);
  return gone.status === 204 && after.status === 404 ? null : said(gone);
}
