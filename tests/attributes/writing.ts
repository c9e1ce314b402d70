// Whether attributes are taken and refused in bodies as documented.
import type { Json, JsonObject } from "@/lib/json";
import { document, to } from "../api/road";
import { attempt, notDenied, notRefused, said, triggerNotTaken, valueNotTaken } from "./answers";
import type { Documented } from "./catalogue";
import type { Fixture } from "./fixture";
import type { Outcome } from "./outcome";
import type { Place } from "./reading";
import { fittingValue } from "./values";
import type { Draft, World } from "./world";

export type Writing = { world: World; place: Place; fixture: Fixture };

type Given = { given: Json; sent: JsonObject };

/** The value, and all that is sent with it. */
async function givenFor(writing: Writing, attribute: Documented): Promise<Given> {
  const { name } = attribute;
  const together = await writing.fixture.together?.[name]?.(writing.world);
  if (together) return { given: together[name] ?? null, sent: together };
  const given = await valueFor(writing, attribute);
  return { given, sent: { [name]: given } };
}

async function valueFor({ world, fixture }: Writing, attribute: Documented): Promise<Json> {
  const given = fixture.values?.[attribute.name];
  if (typeof given === "function") return given(world);
  if (given !== undefined) return given;
  return attribute.trigger && attribute.type === "boolean" ? true : fittingValue(attribute);
}

const isOwn = ({ name }: Documented): boolean => name === "id";

/** Values before triggers: a placed order takes no more of them. */
const inOrder = (attributes: readonly Documented[]): readonly Documented[] => [
  ...attributes.filter(({ trigger }) => !trigger),
  ...attributes.filter(({ trigger }) => trigger),
];

export async function created(writing: Writing): Promise<Outcome[]> {
  const { world, place, fixture } = writing;
  const outcomes: Outcome[] = [];
  for (const attribute of inOrder(place.attributes)) {
    if (isOwn(attribute)) continue;
    const { name, create } = attribute;
    const why = await attempt(async () => {
      const { given, sent } = await givenFor(writing, attribute);
      const draft: Draft =
        create && fixture.draft ? await fixture.draft(world) : { attributes: {} };
      const attributes = { ...draft.attributes, ...sent };
      const body = document(place.type, attributes, draft.relationships);
      const answer = await world.shop.call("POST", place.path, { body });
      if (!create) return notRefused(answer, name);
      if (attribute.trigger) return triggerNotTaken(answer, name);
      return valueNotTaken(answer, attribute, { given, fixture });
    });
    const kind = create ? "taken on create" : "refused on create";
    outcomes.push({ type: place.type, attribute: name, kind, why });
  }
  return outcomes;
}

export async function updated(writing: Writing, id: string): Promise<Outcome[]> {
  const { world, place, fixture } = writing;
  const outcomes: Outcome[] = [];
  for (const attribute of inOrder(place.attributes)) {
    if (isOwn(attribute)) continue;
    const { name, update } = attribute;
    const why = await attempt(async () => {
      const { given, sent } = await givenFor(writing, attribute);
      const body = { data: { ...to(place.type, id).data, attributes: sent } };
      const answer = await world.shop.call("PATCH", `${place.path}/${id}`, { body });
      if (!update) return notRefused(answer, name);
      if (attribute.trigger) return triggerNotTaken(answer, name);
      return valueNotTaken(answer, attribute, { given, fixture });
    });
    const kind = update ? "taken on update" : "refused on update";
    outcomes.push({ type: place.type, attribute: name, kind, why });
  }
  return outcomes;
}

/**
 * What is not for sales channels is denied to them, by its name; on a row of their own the rest is
 * not. A trigger is only named here (false runs nothing), and still denied.
 */
export async function restricted(
  writing: Writing,
  { id, isOwnRow }: { id: string; isOwnRow: boolean },
): Promise<Outcome[]> {
  const { world, place } = writing;
  const outcomes: Outcome[] = [];
  for (const attribute of inOrder(place.attributes)) {
    const { name, update, create, trigger } = attribute;
    const isWritable = update || create;
    if (!isWritable || (!attribute.restricted && !(isOwnRow && update))) continue;
    const why = await attempt(async () => {
      const given = trigger ? false : await valueFor(writing, attribute);
      const attributes = { [name]: given };
      const [method, path] = update
        ? (["PATCH", `${place.path}/${id}`] as const)
        : (["POST", place.path] as const);
      const data = { type: place.type, attributes, ...(update ? { id } : {}) };
      const token = world.shop.salesChannel;
      const answer = await world.shop.call(method, path, { token, body: { data } });
      const why = notDenied(answer, name);
      if (attribute.restricted) return why;
      return why === null ? `denied to sales channels: ${said(answer)}` : null;
    });
    outcomes.push({ type: place.type, attribute: name, kind: "restricted", why });
  }
  return outcomes;
}
