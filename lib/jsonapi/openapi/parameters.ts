import type { JsonObject } from "../../json";
import { INCLUDE_DEPTH_MAX } from "../include-paths";
import { FIELDS_MAX } from "../lists/sorting";
import { FILTERS_MAX, PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from "../query-string";
import type { ResourceFacts } from "./facts";
import { predicateFacts } from "./predicate-words";

/** What an address takes beside its body: the query and the headers. */

export const parameterRef = (name: string): JsonObject => ({
  $ref: `#/components/parameters/${name}`,
});

export const SHARED_PARAMETERS: JsonObject = {
  id: { name: "id", in: "path", required: true, schema: { type: "string" } },
  idempotency_key: {
    name: "Idempotency-Key",
    in: "header",
    description:
      "1 to 255 visible ASCII characters. The same request under the same key is answered as the first time, and does nothing again.",
    schema: { type: "string", minLength: 1, maxLength: 255 },
  },
  page_number: {
    name: "page[number]",
    in: "query",
    schema: { type: "integer", minimum: 1, default: 1 },
  },
  page_size: {
    name: "page[size]",
    in: "query",
    schema: { type: "integer", minimum: 1, maximum: PAGE_SIZE_MAX, default: PAGE_SIZE_DEFAULT },
  },
  page_after: {
    name: "page[after]",
    in: "query",
    description: "Where the page before ended: as its `next` link says.",
    schema: { type: "string" },
  },
};

const LIST_PARAMETERS = ["page_number", "page_size", "page_after"] as const;

const listOf = (items: JsonObject) => ({
  style: "form",
  explode: false,
  schema: { type: "array", items },
});

/** The parameters whose values differ from resource to resource. */
export function resourceParameters(facts: ResourceFacts): JsonObject {
  const { type, attributes, relationships } = facts;
  const names = relationships.map(({ name }) => name);
  const readable = attributes.filter(({ isReadable }) => isReadable).map(({ name }) => name);
  const sorted = sortableNames(facts);
  const filtered = filterableNames(facts);
  const predicates = predicateFacts().map(({ name }) => name);
  return {
    ...(names.length === 0
      ? {}
      : {
          [`${type}.include`]: {
            name: "include",
            in: "query",
            description: `Related resources, by paths of at most ${INCLUDE_DEPTH_MAX} levels.`,
            ...listOf({
              type: "string",
              pattern: `^(${names.join("|")})(\\.\\w+){0,${INCLUDE_DEPTH_MAX - 1}}$`,
            }),
          },
        }),
    [`${type}.fields`]: {
      name: `fields[${type}]`,
      in: "query",
      description: "Only these; of included types by their own names, as `fields[<type>]`.",
      ...listOf({ enum: [...readable, ...names] }),
    },
    [`${type}.sort`]: {
      name: "sort",
      in: "query",
      description: `At most ${FIELDS_MAX}; with - in front from the last to the first.`,
      ...listOf({ enum: sorted.flatMap((name) => [name, `-${name}`]) }),
    },
    [`${type}.filter`]: {
      name: "filter[q]",
      in: "query",
      style: "deepObject",
      explode: true,
      description: `<attribute>_<predicate>=<value>, at most ${FILTERS_MAX}, and all of them hold. Several attributes are joined by _or_; those of a relationship have its name in front. Attributes: ${filtered.join(", ")}.`,
      schema: {
        type: "object",
        propertyNames: { pattern: `^\\w+_(${predicates.join("|")})$` },
        additionalProperties: { type: "string" },
      },
    },
  };
}

const sortableNames = ({ attributes }: ResourceFacts): string[] => [
  "id",
  ...attributes.filter(({ isSortable }) => isSortable).map(({ name }) => name),
];
export const filterableNames = ({ attributes }: ResourceFacts): string[] => [
  "id",
  ...attributes.filter(({ isFilterable }) => isFilterable).map(({ name }) => name),
];

const shapeRefs = ({ type, relationships }: ResourceFacts) => [
  ...(relationships.length === 0 ? [] : [parameterRef(`${type}.include`)]),
  parameterRef(`${type}.fields`),
];

/** Of an address that answers one, and of one that answers a list. */
export const oneParameters = (facts: ResourceFacts) => shapeRefs(facts);
export const listParameters = (facts: ResourceFacts) => [
  ...shapeRefs(facts),
  parameterRef(`${facts.type}.sort`),
  parameterRef(`${facts.type}.filter`),
  ...LIST_PARAMETERS.map(parameterRef),
];
