// Bodies: documents that could be right, with a member or two that is not.
import fc from "fast-check";
import { isJsonObject, type Json, type JsonObject } from "@/lib/json";
import type { ResourceFacts } from "./facts";
import { oddName, oddText, oddValue } from "./odd";

type Facts = readonly ResourceFacts[];

const entries = (pairs: readonly (readonly [string, Json])[]): JsonObject =>
  Object.fromEntries(pairs);

/** Mostly what may be written with what fits it; sometimes anything. */
function attributesOf(facts: ResourceFacts, names: readonly string[]): fc.Arbitrary<JsonObject> {
  const readable = Object.keys(facts.resource.attributes);
  const fitting = (name: string): fc.Arbitrary<readonly [string, Json]> =>
    fc.constantFrom(...(facts.values.get(name) ?? [null])).map((value) => [name, value] as const);
  const pair: fc.Arbitrary<readonly [string, Json]> = fc.oneof(
    ...(names.length === 0
      ? []
      : [
          { weight: 16, arbitrary: fc.constantFrom(...names).chain(fitting) },
          { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...names), oddValue) },
        ]),
    ...(readable.length === 0
      ? []
      : [{ weight: 1, arbitrary: fc.tuple(fc.constantFrom(...readable), oddValue) }]),
    { weight: 1, arbitrary: fc.tuple(oddName, oddValue) },
  );
  return fc.array(pair, { maxLength: 3 }).map(entries);
}

function linkOf(all: Facts): fc.Arbitrary<Json> {
  const right = fc
    .constantFrom(...all)
    .chain(({ type, ids }) => fc.constantFrom(...ids).map((id): JsonObject => ({ type, id })));
  const odd = fc
    .record({
      type: fc.oneof(fc.constantFrom(...all.map(({ type }) => type)), oddText),
      id: oddValue,
    })
    .map((given): JsonObject => ({ ...given }));
  return fc.oneof(
    { weight: 5, arbitrary: right.map((data): Json => ({ data })) },
    { weight: 1, arbitrary: odd.map((data): Json => ({ data })) },
    { weight: 1, arbitrary: fc.array(right, { maxLength: 3 }).map((data): Json => ({ data })) },
    { weight: 1, arbitrary: fc.constant<Json>({ data: null }) },
    { weight: 1, arbitrary: oddValue },
  );
}

/** Where a relationship names one type only, mostly a row of it. */
function relationshipsOf(facts: ResourceFacts, all: Facts): fc.Arbitrary<JsonObject> {
  const fitting = facts.relations.flatMap((name) => {
    const relationship = facts.resource.relationships[name];
    const targets = all.filter(({ type }) => relationship?.types.includes(type));
    return relationship?.write && targets.length > 0 ? [{ name, targets }] : [];
  });
  const pair: fc.Arbitrary<readonly [string, Json]> = fc.oneof(
    ...(fitting.length === 0
      ? []
      : [
          {
            weight: 6,
            arbitrary: fc
              .constantFrom(...fitting)
              .chain(({ name, targets }) => fc.tuple(fc.constant(name), linkOf(targets))),
          },
        ]),
    {
      weight: 1,
      arbitrary: fc.tuple(
        facts.relations.length === 0 ? oddName : fc.constantFrom(...facts.relations),
        linkOf(all),
      ),
    },
    { weight: 1, arbitrary: fc.tuple(oddName, linkOf(all)) },
  );
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<JsonObject>({}) },
    { weight: 1, arbitrary: fc.array(pair, { maxLength: 2 }).map(entries) },
  );
}

/** All that a creation needs, from which a member or two is then changed. */
function draftOf(facts: ResourceFacts, all: Facts): fc.Arbitrary<JsonObject> {
  const required = facts.creatable.flatMap((name): [string, Json][] => {
    const attribute = facts.resource.attributes[name];
    const isNeeded = attribute && "required" in attribute && attribute.required;
    const value = facts.values.get(name)?.at(-1);
    return isNeeded && value !== undefined ? [[name, value]] : [];
  });
  const links = Object.entries(facts.resource.relationships).flatMap(([name, relationship]) => {
    const target = all.find(({ type }) => relationship.types.includes(type));
    if (!relationship.write?.required || !target) return [];
    return [
      fc
        .constantFrom(...target.ids)
        .map((id): [string, Json] => [name, { data: { type: target.type, id } }]),
    ];
  });
  return fc
    .tuple(
      attributesOf(facts, facts.creatable),
      relationshipsOf(facts, all),
      fc.tuple(...links),
      fc.constantFrom(true, true, false),
    )
    .map(([attributes, relationships, links, isWhole]) => ({
      type: facts.type,
      attributes: isWhole ? { ...entries(required), ...attributes } : attributes,
      relationships: isWhole ? { ...entries(links), ...relationships } : relationships,
    }));
}

const strangeMember: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 12, arbitrary: fc.constant<JsonObject>({}) },
  { weight: 1, arbitrary: fc.tuple(oddName, oddValue).map(([name, value]) => ({ [name]: value })) },
  { weight: 1, arbitrary: oddValue.map((attributes): JsonObject => ({ attributes })) },
  { weight: 1, arbitrary: oddValue.map((relationships): JsonObject => ({ relationships })) },
  { weight: 1, arbitrary: oddValue.map((type): JsonObject => ({ type })) },
  { weight: 1, arbitrary: oddValue.map((id): JsonObject => ({ id })) },
);

const textOf = (data: Json): string => JSON.stringify({ data });

/** What is no document at all. */
const noDocument: fc.Arbitrary<string> = fc.oneof(
  oddValue.map((value) => JSON.stringify(value) ?? ""),
  oddValue.map(textOf),
  fc.constantFrom("{", "nul", "[1,", '{"data":', "\ufeff{}", '{"data":{"type":"orders"},"data":1}'),
  fc
    .integer({ min: 200, max: 400 })
    .map((kilobytes) => JSON.stringify({ data: "x".repeat(kilobytes * 1_024) })),
  fc.constant(`${"[".repeat(20_000)}`),
);

export function createBody(facts: ResourceFacts, all: Facts): fc.Arbitrary<string> {
  const document = fc
    .tuple(draftOf(facts, all), strangeMember)
    .map(([data, strange]) => textOf({ ...data, ...strange }));
  return fc.oneof({ weight: 12, arbitrary: document }, { weight: 1, arbitrary: noDocument });
}

export function updateBody(facts: ResourceFacts, all: Facts, id: string): fc.Arbitrary<string> {
  const document = fc
    .tuple(attributesOf(facts, facts.updatable), relationshipsOf(facts, all), strangeMember)
    .map(([attributes, relationships, strange]) =>
      textOf({ type: facts.type, id, attributes, relationships, ...strange }),
    );
  return fc.oneof({ weight: 12, arbitrary: document }, { weight: 1, arbitrary: noDocument });
}

const isAction = ({ resource }: ResourceFacts, name: string): boolean => {
  const attribute = resource.attributes[name];
  return attribute !== undefined && "trigger" in attribute && attribute.trigger === true;
};

export const hasActions = (facts: ResourceFacts): boolean =>
  facts.updatable.some((name) => isAction(facts, name));

/** An action or two, with values that fit: what may be refused when a part of it could be done. */
export function actionBody(facts: ResourceFacts, all: Facts, id: string): fc.Arbitrary<string> {
  const actions = facts.updatable.filter((name) => isAction(facts, name));
  const value = (name: string) =>
    fc
      .constantFrom(...(facts.values.get(name) ?? [null]))
      .map((given): [string, Json] => [name, given]);
  const others = facts.updatable.filter((name) => !isAction(facts, name));
  return fc
    .tuple(
      fc.subarray(actions, { minLength: 1, maxLength: Math.min(2, actions.length) }),
      fc.array(fc.constantFrom(...others).chain(value), { maxLength: 2 }),
      relationshipsOf(facts, all),
    )
    .map(([named, values, relationships]) => {
      const triggers = Object.fromEntries(named.map((name): [string, Json] => [name, true]));
      const attributes: JsonObject = { ...entries(values), ...triggers };
      return textOf({ type: facts.type, id, attributes, relationships });
    });
}

/** The attributes and relationships that a body names, if it is a document. */
export function namedIn(body: string | null): {
  attributes: JsonObject;
  relationships: JsonObject;
} {
  const none = { attributes: {}, relationships: {} };
  if (body === null) return none;
  let read: Json;
  try {
    read = JSON.parse(body) as Json; // JSON.parse answers nothing else.
  } catch {
    return none;
  }
  const data = isJsonObject(read) ? read.data : null;
  if (!isJsonObject(data)) return none;
  const { attributes, relationships } = data;
  return {
    attributes: isJsonObject(attributes) ? attributes : {},
    relationships: isJsonObject(relationships) ? relationships : {},
  };
}
