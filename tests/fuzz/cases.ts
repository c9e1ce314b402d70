// Requests of every sort over the whole registry.
import fc from "fast-check";
import { actionBody, createBody, hasActions, updateBody } from "./bodies";
import { CALLERS, type Case } from "./case";
import type { ResourceFacts } from "./facts";
import { oddName, oddText, wellFormed } from "./odd";
import { queryOf } from "./queries";

type Facts = readonly ResourceFacts[];

const MEDIA_TYPE = "application/vnd.api+json";

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { accept: "text/html" },
      { accept: "" },
      { accept: `${MEDIA_TYPE};charset=utf-8` },
      { accept: "*/*;q=0.1, text/*" },
      { "content-type": "application/json" },
      { "content-type": "" },
      { "content-type": `${MEDIA_TYPE}; charset=utf-8` },
      { "content-type": "multipart/form-data; boundary=x" },
      { "content-length": "99999999" },
      { "content-length": "-1" },
      { "idempotency-key": "" },
      { "idempotency-key": "x".repeat(300) },
      { "idempotency-key": "with a space" },
      { "idempotency-key": "same-for-all" },
      { "x-forwarded-host": "evil.example", host: "evil.example" },
    ),
  },
  { weight: 1, arbitrary: fc.uuid().map((key) => ({ "idempotency-key": key })) },
);

const caller = fc.oneof(
  { weight: 8, arbitrary: fc.constant(CALLERS[0]) },
  { weight: 5, arbitrary: fc.constant(CALLERS[1]) },
  { weight: 1, arbitrary: fc.constantFrom(...CALLERS) },
);

const encoded = (...parts: readonly string[]): string =>
  parts.map((part) => encodeURIComponent(wellFormed(part))).join("/");

/** Mostly a row of the resource, sometimes another's, sometimes none. */
const idOf = (facts: ResourceFacts, all: Facts): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom(...facts.ids) },
    { weight: 1, arbitrary: fc.constantFrom(...all).chain(({ ids }) => fc.constantFrom(...ids)) },
    { weight: 1, arbitrary: oddText },
  );

type Target = { facts: ResourceFacts; id: string };

const targetOf = (some: Facts, all: Facts): fc.Arbitrary<Target> =>
  fc.constantFrom(...some).chain((facts) => idOf(facts, all).map((id) => ({ facts, id })));

const common = { headers, caller };

function lists(all: Facts): fc.Arbitrary<Case> {
  const open = all.filter(({ resource }) => resource.lists);
  return fc.constantFrom(...open).chain((facts) =>
    fc.record({
      kind: fc.constant("list" as const),
      method: fc.constant("GET"),
      path: fc.constant(facts.type),
      query: queryOf(facts, all, { isList: true }),
      ...common,
      body: fc.constant(null),
    }),
  );
}

function reads(all: Facts): fc.Arbitrary<Case> {
  return targetOf(all, all).chain(({ facts, id }) => {
    const relation = facts.relations.length === 0 ? oddName : fc.constantFrom(...facts.relations);
    const path = fc.oneof(
      { weight: 3, arbitrary: fc.constant(encoded(facts.type, id)) },
      { weight: 2, arbitrary: relation.map((name) => encoded(facts.type, id, name)) },
      {
        weight: 1,
        arbitrary: relation.map((name) => encoded(facts.type, id, "relationships", name)),
      },
    );
    return fc.record({
      kind: fc.constant("read" as const),
      method: fc.constant("GET"),
      path,
      query: fc.boolean().chain((isList) => queryOf(facts, all, { isList })),
      ...common,
      body: fc.constant(null),
    });
  });
}

function creations(all: Facts): fc.Arbitrary<Case> {
  const open = all.filter(({ resource }) => resource.create);
  return fc.constantFrom(...open).chain((facts) =>
    fc.record({
      kind: fc.constant("create" as const),
      method: fc.constant("POST"),
      path: fc.constant(facts.type),
      query: few(queryOf(facts, all, { isList: false })),
      ...common,
      body: createBody(facts, all),
    }),
  );
}

function updates(all: Facts): fc.Arbitrary<Case> {
  const open = all.filter(({ resource }) => resource.update);
  return targetOf(open, all).chain(({ facts, id }) =>
    fc.record({
      kind: fc.constant("update" as const),
      method: fc.constant("PATCH"),
      path: fc.constant(encoded(facts.type, id)),
      query: few(queryOf(facts, all, { isList: false })),
      ...common,
      body: updateBody(facts, all, id),
    }),
  );
}

/** Nothing is wrong with the request itself: whether it is taken is for the state to say. */
function actions(all: Facts): fc.Arbitrary<Case> {
  const some = all.filter(hasActions);
  const orders = some.filter(({ type }) => type === "orders");
  // Half of them are of orders, which have the most to do.
  return fc.oneof(fc.constantFrom(...some), fc.constantFrom(...orders)).chain((facts) =>
    fc.constantFrom(...facts.ids).chain((id) =>
      fc.record({
        kind: fc.constant("act" as const),
        method: fc.constant("PATCH"),
        path: fc.constant(encoded(facts.type, id)),
        query: fc.constant([]),
        headers: fc.constant({}),
        caller: fc.constantFrom(CALLERS[0], CALLERS[0], CALLERS[1]),
        body: actionBody(facts, all, id),
      }),
    ),
  );
}

const few = (query: fc.Arbitrary<Case["query"]>): fc.Arbitrary<Case["query"]> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: query });

/** Any method at any address. */
function strays(all: Facts): fc.Arbitrary<Case> {
  const type = fc.oneof(fc.constantFrom(...all.map((each) => each.type)), oddText);
  const part = fc.oneof(fc.constantFrom(...all.flatMap(({ ids }) => ids)), oddName);
  const body = fc.oneof(
    fc.constant(null),
    fc.constantFrom(...all).chain((facts) => createBody(facts, all)),
  );
  return fc
    .record({
      kind: fc.constant("stray" as const),
      method: fc.constantFrom("GET", "POST", "PATCH", "PUT", "DELETE"),
      path: fc
        .tuple(type, fc.array(part, { maxLength: 4 }))
        .map(([first, rest]) => encoded(first, ...rest)),
      query: fc.array(fc.tuple(oddName, oddText), { maxLength: 2 }),
      ...common,
      body,
    })
    .map((each) => (each.method === "GET" ? { ...each, body: null } : each));
}

function removals(all: Facts): fc.Arbitrary<Case> {
  const part = fc.oneof(
    fc.constant("AAAAAAAAAA"),
    fc.constantFrom(...all.flatMap(({ ids }) => ids)),
  );
  return fc.record({
    kind: fc.constant("remove" as const),
    method: fc.constant("DELETE"),
    path: fc
      .tuple(fc.constantFrom(...all.map((each) => each.type)), part)
      .map((parts) => encoded(...parts)),
    query: fc.constant([]),
    ...common,
    body: fc.constant(null),
  });
}

export const casesOf = (all: Facts): fc.Arbitrary<Case> =>
  fc.oneof(
    { weight: 30, arbitrary: lists(all) },
    { weight: 12, arbitrary: reads(all) },
    { weight: 22, arbitrary: creations(all) },
    { weight: 28, arbitrary: updates(all) },
    { weight: 12, arbitrary: actions(all) },
    { weight: 1, arbitrary: removals(all) },
    { weight: 7, arbitrary: strays(all) },
  );
