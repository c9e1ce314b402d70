import type { JsonObject } from "../../json";
import { MEDIA_TYPE } from "../request";
import { bodyExample, objectExample } from "./examples";
import type { RelationshipFacts, ResourceFacts } from "./facts";
import { listParameters, oneParameters, parameterRef } from "./parameters";
import { refusalRefs } from "./refusals";
import { givenSchema, schemaRef } from "./schemas";

/** The addresses of one resource. */

const TRACE = { "x-trace-id": { $ref: "#/components/headers/x-trace-id" } };

const answer = (description: string, schema: JsonObject, example?: JsonObject): JsonObject => ({
  description,
  headers: TRACE,
  content: { [MEDIA_TYPE]: example === undefined ? { schema } : { schema, example } },
});

const responseRef = (name: string): JsonObject => ({ $ref: `#/components/responses/${name}` });
const pascal = (name: string): string =>
  name.replace(/(^|_)([a-z])/g, (_, _line, letter: string) => letter.toUpperCase());

export function resourceResponses(facts: ResourceFacts): JsonObject {
  const { type } = facts;
  const example = { data: objectExample(facts) };
  return {
    [`${type}.document`]: answer("It, as it is.", schemaRef(`${type}.document`), example),
    [`${type}.list`]: answer("A page of them.", schemaRef(`${type}.list`)),
  };
}

export const SHARED_RESPONSES: JsonObject = {
  linkage_to_one: answer("What it leads to, by name.", schemaRef("linkage_to_one")),
  linkage_to_many: answer("What it leads to, by name.", schemaRef("linkage_to_many")),
  nothing: answer("Nothing: it never leads anywhere here.", schemaRef("nothing")),
};

export function pathsOf(facts: ResourceFacts, all: ReadonlyMap<string, ResourceFacts>): JsonObject {
  const { type, relationships } = facts;
  const base = `/api/${type}`;
  const one = `${base}/{id}`;
  const collection = collectionItem(facts);
  const leading = relationships.filter(({ types }) => types.length > 0);
  const empty = relationships.filter(({ types }) => types.length === 0);
  const id = [parameterRef("id")];
  return {
    ...(Object.keys(collection).length > 0 ? { [base]: collection } : {}),
    [one]: { parameters: id, ...resourceItem(facts) },
    ...Object.fromEntries(
      leading.flatMap((each) => [
        [`${one}/${each.name}`, { parameters: id, get: relatedOperation(facts, each, all) }],
        [
          `${one}/relationships/${each.name}`,
          { parameters: id, get: linkageOperation(facts, each) },
        ],
      ]),
    ),
    ...(empty.length === 0 ? {} : emptyItems(facts, empty)),
  };
}

function collectionItem(facts: ResourceFacts): JsonObject {
  const { type, methods, isOpen } = facts;
  const item: Record<string, JsonObject> = {};
  if (methods.collection.includes("GET")) {
    item.get = {
      tags: [type],
      operationId: `list${pascal(type)}`,
      summary: `List ${type}`,
      description: isOpen
        ? "Sales channels see what is theirs."
        : "For integrations; sales channels get 401.",
      parameters: listParameters(facts),
      responses: { "200": responseRef(`${type}.list`), ...refusalRefs(false) },
    };
  }
  if (methods.collection.includes("POST")) {
    item.post = {
      tags: [type],
      operationId: `create${pascal(type)}`,
      summary: `Create one of ${type}`,
      parameters: [parameterRef("idempotency_key"), ...oneParameters(facts)],
      requestBody: bodyOf(facts, "create"),
      responses: {
        "201": {
          ...answer("It was made.", schemaRef(`${type}.document`)),
          headers: { ...TRACE, location: LOCATION },
        },
        ...refusalRefs(true),
      },
    };
  }
  return item;
}

const LOCATION: JsonObject = {
  description: "Its address.",
  schema: { type: "string", format: "uri" },
};

function resourceItem(facts: ResourceFacts): JsonObject {
  const { type, methods } = facts;
  const item: Record<string, JsonObject> = {};
  if (methods.resource.includes("GET")) {
    item.get = {
      tags: [type],
      operationId: `retrieve${pascal(type)}`,
      summary: `Retrieve one of ${type}`,
      parameters: oneParameters(facts),
      responses: { "200": responseRef(`${type}.document`), ...refusalRefs(false) },
    };
  }
  if (methods.resource.includes("PATCH")) {
    item.patch = {
      tags: [type],
      operationId: `update${pascal(type)}`,
      summary: `Change one of ${type}, or run an action on it`,
      parameters: [parameterRef("idempotency_key"), ...oneParameters(facts)],
      requestBody: bodyOf(facts, "update"),
      responses: { "200": responseRef(`${type}.document`), ...refusalRefs(true) },
    };
  }
  if (methods.resource.includes("DELETE")) {
    item.delete = {
      tags: [type],
      operationId: `delete${pascal(type)}`,
      summary: `Delete one of ${type}`,
      responses: { "204": { description: "It is gone." }, ...refusalRefs(true) },
    };
  }
  return item;
}

const bodyOf = (facts: ResourceFacts, on: "create" | "update"): JsonObject => ({
  required: true,
  content: {
    [MEDIA_TYPE]: {
      schema: schemaRef(`${facts.type}.${on}`),
      example: bodyExample(facts, on, givenSchema),
    },
  },
});

function relatedOperation(
  { type }: ResourceFacts,
  { name, kind, types }: RelationshipFacts,
  all: ReadonlyMap<string, ResourceFacts>,
): JsonObject {
  const [first] = types;
  const target = first === undefined ? undefined : all.get(first);
  const isMany = kind === "many";
  const shaping = target ? (isMany ? listParameters(target) : oneParameters(target)) : [];
  const documents = types.map((each) => schemaRef(`${each}.${isMany ? "list" : "document"}`));
  const found = isMany ? documents : [...documents, schemaRef("nothing")];
  const schema = found.length === 1 && found[0] ? found[0] : { anyOf: found };
  return {
    tags: [type],
    operationId: `retrieve${pascal(type)}${pascal(name)}`,
    summary: `What ${name} of one of ${type} leads to`,
    parameters: shaping,
    responses: { "200": answer("What it leads to.", schema), ...refusalRefs(false) },
  };
}

const linkageOperation = (
  { type }: ResourceFacts,
  { name, kind }: RelationshipFacts,
): JsonObject => ({
  tags: [type],
  operationId: `retrieve${pascal(type)}${pascal(name)}Relationship`,
  summary: `What ${name} of one of ${type} leads to, by name`,
  responses: { "200": responseRef(`linkage_to_${kind}`), ...refusalRefs(false) },
});

/** Documented relationships that never lead anywhere here share an address with a name in it. */
function emptyItems({ type }: ResourceFacts, empty: readonly RelationshipFacts[]): JsonObject {
  const name = {
    name: "relationship",
    in: "path",
    required: true,
    schema: { enum: empty.map((each) => each.name) },
  };
  const parameters = [parameterRef("id"), name];
  const operation = (suffix: string, summary: string): JsonObject => ({
    tags: [type],
    operationId: `retrieve${pascal(type)}${suffix}`,
    summary,
    responses: { "200": responseRef("nothing"), ...refusalRefs(false) },
  });
  return {
    [`/api/${type}/{id}/{relationship}`]: {
      parameters,
      get: operation("Nothing", `Relationships of ${type} that lead nowhere here`),
    },
    [`/api/${type}/{id}/relationships/{relationship}`]: {
      parameters,
      get: operation("NothingRelationship", `Relationships of ${type} that lead nowhere here`),
    },
  };
}
