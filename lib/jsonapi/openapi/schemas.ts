import { z } from "zod";
import type { Json, JsonObject } from "../../json";
import type { Attribute } from "../resource";
import type { AttributeFacts, RelationshipFacts, ResourceFacts } from "./facts";

/** The schemas of one resource: what an answer holds, and what a body may. */

export const schemaRef = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

const TYPES: Readonly<Record<Attribute["type"], JsonObject>> = {
  string: { type: "string" },
  integer: { type: "integer" },
  float: { type: "number" },
  boolean: { type: "boolean" },
  datetime: { type: "string", format: "date-time" },
  object: { type: "object" },
  array: { type: "array" },
};

/** What the attribute's own schema takes; a rule that JSON Schema cannot say is not in it. */
export function givenSchema({ attribute }: AttributeFacts): JsonObject {
  if (!("schema" in attribute)) return TYPES[attribute.type];
  const { $schema: _, ...made } = z.toJSONSchema(attribute.schema, {
    io: "input",
    unrepresentable: "any",
  }) as JsonObject; // What zod writes is JSON.
  const isSilent = !["type", "enum", "const", "anyOf", "oneOf", "allOf"].some((key) => key in made);
  return isSilent ? { ...TYPES[attribute.type], ...made } : made;
}

function orNull(schema: JsonObject): JsonObject {
  const isPlain = typeof schema.type === "string" && !("enum" in schema) && !("const" in schema);
  if (isPlain) return { ...schema, type: [schema.type ?? "null", "null"] };
  return { anyOf: [schema, { type: "null" }] };
}

const wordsOf = (facts: AttributeFacts, notes: readonly string[]): { description: string } => ({
  description: [facts.about ?? "", ...notes].filter(Boolean).join(" "),
});

function readSchema(facts: AttributeFacts): JsonObject {
  const { attribute, isSecret, fixed } = facts;
  const notes = [
    isSecret ? "Null for sales channels." : "",
    fixed ? `Always ${JSON.stringify(fixed.value)} here.` : "",
  ];
  return { ...orNull(TYPES[attribute.type]), ...wordsOf(facts, notes), readOnly: true };
}

function writeSchema(facts: AttributeFacts, on: "create" | "update"): JsonObject {
  const { isRequired, isRestricted, isTrigger, notOffered } = facts;
  if (notOffered !== null) {
    return { type: "null", ...wordsOf(facts, [`Not offered here: ${notOffered}.`]) };
  }
  const given = givenSchema(facts);
  const notes = [
    isTrigger ? "An action: any truthy value runs it." : "",
    isRestricted ? "For integrations only." : "",
    on === "update" && !isTrigger && !isRequired ? "Null clears it." : "",
  ];
  const schema = isTrigger ? TYPES.boolean : isRequired ? given : orNull(given);
  return { ...schema, ...wordsOf(facts, notes) };
}

/** Everything an answer says of one. */
export function objectSchema({ type, about, attributes, relationships }: ResourceFacts) {
  const readable = attributes.filter(({ isReadable }) => isReadable);
  return {
    type: "object",
    description: about ?? "",
    required: ["id", "type", "links", "attributes", "relationships", "meta"],
    properties: {
      id: { type: "string" },
      type: { const: type },
      links: schemaRef("self_links"),
      attributes: {
        type: "object",
        properties: Object.fromEntries(readable.map((each) => [each.name, readSchema(each)])),
      },
      relationships: {
        type: "object",
        properties: Object.fromEntries(
          relationships.map(({ name, kind }) => [name, schemaRef(`relationship_to_${kind}`)]),
        ),
      },
      meta: schemaRef("resource_meta"),
    },
  } satisfies JsonObject;
}

const identifierOf = (types: readonly string[]): JsonObject => ({
  type: "object",
  required: ["type", "id"],
  properties: { type: { enum: [...types] }, id: { type: "string" } },
});

function referenceSchema({ named, isRequired }: RelationshipFacts): JsonObject {
  const identifier = identifierOf(named);
  return {
    type: "object",
    required: ["data"],
    properties: { data: isRequired ? identifier : { oneOf: [identifier, { type: "null" }] } },
  };
}

/** A whole body; what it does not list is refused. */
export function bodySchema(
  { type, attributes, relationships }: ResourceFacts,
  on: "create" | "update",
): JsonObject {
  const isCreate = on === "create";
  const written = attributes.filter((each) => (isCreate ? each.isCreatable : each.isUpdatable));
  const related = relationships.filter((each) => (isCreate ? each.isCreatable : each.isUpdatable));
  const mustGive = isCreate ? written.filter((each) => each.isRequired) : [];
  const mustRelate = isCreate ? related.filter((each) => each.isRequired) : [];
  const members = [
    "type",
    ...(mustGive.length > 0 ? ["attributes"] : []),
    ...(mustRelate.length > 0 ? ["relationships"] : []),
  ];
  return {
    type: "object",
    required: ["data"],
    properties: {
      data: {
        type: "object",
        required: members,
        properties: {
          type: { const: type },
          ...(isCreate ? {} : { id: { type: "string", description: "As in the address." } }),
          attributes: closed(
            written.map((each) => [each.name, writeSchema(each, on)]),
            mustGive,
          ),
          relationships: closed(
            related.map((each) => [each.name, referenceSchema(each)]),
            mustRelate,
          ),
        },
      },
    },
  };
}

const closed = (
  properties: readonly (readonly [string, Json])[],
  required: readonly { name: string }[],
): JsonObject => ({
  type: "object",
  additionalProperties: false,
  ...(required.length > 0 ? { required: required.map(({ name }) => name) } : {}),
  properties: Object.fromEntries(properties),
});
