// Whether attributes are returned, and whether lists run by them, as documented.

import { said } from "./answers";
import type { Documented } from "./catalogue";
import type { Kind, Outcome } from "./outcome";
import { fittingFilter } from "./values";
import type { World } from "./world";

export type Place = { type: string; path: string; attributes: readonly Documented[] };
type Made = { kind: Kind; why: string | null };

const outcome = (place: Place, { name }: Documented, { kind, why }: Made): Outcome => ({
  type: place.type,
  attribute: name,
  kind,
  why,
});

/** Every readable attribute of the row at `path`; null is a value, absent is missing. */
export async function returned(
  world: World,
  place: Place,
  { path, kind }: { path: string; kind: "returned" | "listed" },
): Promise<Outcome[]> {
  const answer = await world.shop.call("GET", path);
  const { data } = answer.body ?? {};
  const found = Array.isArray(data) ? data[0] : data;
  const isThere = (name: string) =>
    name === "id" ? typeof found?.id === "string" : found?.attributes?.[name] !== undefined;
  return place.attributes.map((attribute) => {
    const { name, read } = attribute;
    const isRight = answer.status === 200 && found != null && isThere(name) === read;
    const absent = read ? "is absent" : "is returned, though it is not documented to be";
    const why = isRight ? null : answer.status === 200 && found ? absent : said(answer) || "no row";
    return outcome(place, attribute, { kind, why });
  });
}

/** Lists at `path` narrowed by each attribute: taken where documented, else refused. */
export async function filtered(
  world: World,
  place: Place,
  { path, id }: { path: string; id: string },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const attribute of place.attributes) {
    const fitting = attribute.name === "id" ? `eq]=${id}` : fittingFilter(attribute);
    const query = `filter[q][${attribute.name}_${fitting}`;
    const why = await asked(world, `${path}?${query}`, attribute.filter);
    outcomes.push(outcome(place, attribute, { kind: "filtered", why }));
  }
  return outcomes;
}

export async function sorted(world: World, place: Place, path: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const attribute of place.attributes) {
    const up = await asked(world, `${path}?sort=${attribute.name}`, attribute.sort);
    const down = await asked(world, `${path}?sort=-${attribute.name}`, attribute.sort);
    outcomes.push(outcome(place, attribute, { kind: "sorted", why: up ?? down }));
  }
  return outcomes;
}

async function asked(world: World, path: string, isOffered: boolean): Promise<string | null> {
  const answer = await world.shop.call("GET", path);
  const expected = isOffered ? 200 : 400;
  return answer.status === expected ? null : `${expected} expected: ${said(answer)}`;
}
