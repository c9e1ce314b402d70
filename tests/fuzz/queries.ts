// Query strings: filters, sorts, pages, includes and fields, right and not.
import fc from "fast-check";
import { PREDICATES } from "@/lib/jsonapi/lists/predicates";
import type { ResourceFacts } from "./facts";
import { oddName, oddText } from "./odd";

type Parameter = readonly [string, string];

const NUMBERS = ["0", "1", "2", "25", "26", "-1", "1.5", "1e3", "99999999999999999999", "x", ""];

const VALUES = ["1", "true", "false", "2026-01-31", "EUR", "a,b", ",", "null", '{"a":1}', "{", "%"];

const cursor: fc.Arbitrary<string> = fc.oneof(
  oddText,
  fc
    .tuple(fc.constantFrom("created_at", "-created_at", "id", "updated_at"), oddText, oddText)
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString("base64url")),
  fc
    .tuple(
      fc.constantFrom("created_at", "-created_at"),
      fc.constantFrom(
        "2026-01-31T12:00:00Z",
        "0001-01-01T00:00:00",
        "9999-12-31 00:00:00",
        "2026-02-31T00:00:00Z",
      ),
    )
    .map(([sort, at]) =>
      Buffer.from(JSON.stringify([sort, at, "AAAAAAAAAA"])).toString("base64url"),
    ),
);

/** Names that lead somewhere, and below them others. */
function pathOf({ relations }: ResourceFacts, all: readonly ResourceFacts[]): fc.Arbitrary<string> {
  const names = [...new Set([...relations, ...all.flatMap((each) => each.relations)])];
  const own = relations.length === 0 ? oddName : fc.constantFrom(...relations);
  const name = names.length === 0 ? oddName : fc.constantFrom(...names);
  return fc
    .tuple(own, fc.array(name, { maxLength: 3 }))
    .map(([first, rest]) => [first, ...rest].join("."));
}

function filterOf(facts: ResourceFacts, all: readonly ResourceFacts[]): fc.Arbitrary<Parameter> {
  const own = Object.keys(facts.resource.attributes);
  const attribute = fc.constantFrom(...own, ...(facts.resource.lists?.filter ?? []), "id");
  const foreign = fc
    .tuple(
      facts.relations.length === 0 ? oddName : fc.constantFrom(...facts.relations),
      fc.constantFrom(...new Set(all.flatMap((each) => Object.keys(each.resource.attributes)))),
    )
    .map(([relation, name]) => `${relation}_${name}`);
  const name = fc.oneof(
    { weight: 6, arbitrary: attribute },
    { weight: 2, arbitrary: foreign },
    oddName,
  );
  const predicate = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...PREDICATES.keys()) },
    oddName,
  );
  const value = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...VALUES) }, oddText);
  return fc
    .tuple(fc.array(name, { minLength: 1, maxLength: 2 }), predicate, value)
    .map(([names, test, text]) => [`filter[q][${names.join("_or_")}_${test}]`, text] as const);
}

export function queryOf(
  facts: ResourceFacts,
  all: readonly ResourceFacts[],
  { isList }: { isList: boolean },
): fc.Arbitrary<readonly Parameter[]> {
  const own = Object.keys(facts.resource.attributes);
  const sortable = [...(facts.resource.lists?.sort ?? []), ...own];
  const type = fc.constantFrom(...all.map((each) => each.type));
  const include = fc
    .array(pathOf(facts, all), { maxLength: 3 })
    .map((paths): Parameter => ["include", paths.join(",")]);
  const fields = fc
    .tuple(type, fc.array(fc.oneof(fc.constantFrom(...own), oddName), { maxLength: 4 }))
    .map(([of, names]): Parameter => [`fields[${of}]`, names.join(",")]);
  const sort = fc
    .array(
      fc.tuple(
        fc.constantFrom("", "-", "+", "--"),
        fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...sortable) }, oddName),
      ),
      { maxLength: 3 },
    )
    .map((parts): Parameter => ["sort", parts.map(([sign, name]) => sign + name).join(",")]);
  const page = fc
    .tuple(
      fc.constantFrom("number", "size", "after", "x"),
      fc.oneof(fc.constantFrom(...NUMBERS), cursor),
    )
    .map(([part, value]): Parameter => [`page[${part}]`, value]);
  const stray = fc.tuple(oddName, oddText).map(([name, value]): Parameter => [name, value]);
  const parameter = isList
    ? fc.oneof(
        { weight: 8, arbitrary: filterOf(facts, all) },
        { weight: 4, arbitrary: sort },
        { weight: 2, arbitrary: page },
        { weight: 2, arbitrary: include },
        { weight: 2, arbitrary: fields },
        { weight: 1, arbitrary: stray },
      )
    : fc.oneof(
        { weight: 6, arbitrary: include },
        { weight: 3, arbitrary: fields },
        { weight: 1, arbitrary: page },
        { weight: 1, arbitrary: stray },
      );
  return fc.array(parameter, { maxLength: 3 });
}
