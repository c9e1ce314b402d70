import type { JsonObject } from "../../json";
import { schemaRef } from "./schemas";

/** The parts that documents of every resource are made of. */

const TEXT = { type: "string" };
const URL_TEXT = { type: "string", format: "uri" };
const links = (names: readonly string[], address: JsonObject = URL_TEXT): JsonObject => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, address])),
});
/** Their brackets are not encoded, as in the documented answers: strictly, they are no URI. */
const PAGE_LINK = { ...TEXT, description: "An address, its brackets as they are." };
const PAGES = ["first", "prev", "next", "last"];

const relationship = (data: JsonObject): JsonObject => ({
  type: "object",
  required: ["links"],
  properties: { links: links(["self", "related"]), data },
});

const identifier = {
  type: "object",
  required: ["type", "id"],
  properties: { type: TEXT, id: TEXT },
};
const toOne = { oneOf: [schemaRef("identifier"), { type: "null" }] };
const toMany = { type: "array", items: schemaRef("identifier") };

const error = {
  type: "object",
  required: ["title", "detail", "code", "status"],
  properties: {
    title: TEXT,
    detail: TEXT,
    code: { ...TEXT, description: "The same for every error of its kind." },
    status: { ...TEXT, pattern: "^[45]\\d\\d$", description: "The HTTP status, as text." },
    source: {
      type: "object",
      description: "Where it is: in the body (RFC 6901), the query or the headers.",
      properties: { pointer: TEXT, parameter: TEXT, header: TEXT },
    },
    meta: { type: "object", description: "`error` is the broken rule's short name." },
  },
};

export const SHARED_SCHEMAS: JsonObject = {
  identifier,
  relationship_to_one: relationship(toOne),
  relationship_to_many: relationship(toMany),
  self_links: { ...links(["self"]), required: ["self"] },
  page_links: links(PAGES, PAGE_LINK),
  page_meta: {
    type: "object",
    required: ["record_count", "page_count"],
    properties: {
      record_count: { type: "integer", description: "How many there are." },
      page_count: { type: "integer" },
      record_count_is_minimum: { const: true, description: "There are more than record_count." },
    },
  },
  resource_meta: {
    type: "object",
    required: ["mode", "organization_id", "trace_id"],
    properties: {
      mode: { enum: ["test", "live"] },
      organization_id: TEXT,
      trace_id: { ...TEXT, description: "Names the request in logs and in the history." },
    },
  },
  included: {
    type: "object",
    description: "A resource that `include` asked for.",
    required: ["id", "type", "attributes"],
    properties: { id: TEXT, type: TEXT, attributes: { type: "object" } },
  },
  linkage_to_one: {
    type: "object",
    required: ["data", "links"],
    properties: { data: toOne, links: links(["self", "related"]) },
  },
  linkage_to_many: {
    type: "object",
    required: ["data", "meta", "links"],
    properties: {
      data: toMany,
      meta: schemaRef("page_meta"),
      links: links(["self", "related", ...PAGES], PAGE_LINK),
    },
  },
  nothing: {
    type: "object",
    required: ["data"],
    properties: { data: { type: ["null", "array"], maxItems: 0 } },
  },
  errors: {
    type: "object",
    required: ["errors"],
    properties: { errors: { type: "array", minItems: 1, items: schemaRef("error") } },
  },
  error,
  token: {
    type: "object",
    required: ["access_token", "token_type", "expires_in", "scope", "created_at"],
    properties: {
      access_token: TEXT,
      token_type: { const: "bearer" },
      expires_in: { type: "integer", description: "Seconds." },
      scope: TEXT,
      created_at: { type: "integer", description: "Seconds since 1970." },
    },
  },
};

/** Documents of one resource: itself, and a page of many. */
export function documentSchemas(type: string): JsonObject {
  const included = { type: "array", items: schemaRef("included") };
  return {
    [`${type}.document`]: {
      type: "object",
      required: ["data"],
      properties: { data: schemaRef(type), included },
    },
    [`${type}.list`]: {
      type: "object",
      required: ["data", "meta", "links"],
      properties: {
        data: { type: "array", items: schemaRef(type) },
        included,
        meta: schemaRef("page_meta"),
        links: schemaRef("page_links"),
      },
    },
  };
}
