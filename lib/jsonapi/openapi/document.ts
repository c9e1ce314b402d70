import { TOKEN_LIMIT } from "../../auth/api-token-endpoint";
import type { JsonObject } from "../../json";
import { OUTGOING_TOPICS } from "../../payments/outgoing-events";
import { listResources } from "../registry";
import { MEDIA_TYPE } from "../request";
import type { Resource } from "../resource";
import { factsOf, type ResourceFacts } from "./facts";
import { resourceParameters, SHARED_PARAMETERS } from "./parameters";
import { pathsOf, resourceResponses, SHARED_RESPONSES } from "./paths";
import { predicateFacts } from "./predicate-words";
import { refusalResponses } from "./refusals";
import { bodySchema, objectSchema, schemaRef } from "./schemas";
import { documentSchemas, SHARED_SCHEMAS } from "./shared-schemas";
import { offeredGrants, REVOKE_PATH, revokeItem, TOKEN_PATH, tokenItem } from "./token-path";

/**
 * The API as OpenAPI 3.1, from the registry alone: a resource that is served is described, and what
 * is described is served.
 */
export function openApiDocument(resources: readonly Resource[] = listResources()): JsonObject {
  const facts = resources.map(factsOf);
  const byType = new Map(facts.map((each) => [each.type, each]));
  return {
    openapi: "3.1.0",
    info: { title: "Kassa", version: "1", license: LICENSE, description: ABOUT },
    servers: [{ url: "/" }],
    security: [{ oauth: [] }],
    tags: facts.map(({ type, about }) => ({ name: type, description: about ?? "" })),
    paths: {
      [TOKEN_PATH]: tokenItem(TOKEN_LIMIT),
      [REVOKE_PATH]: revokeItem(TOKEN_LIMIT),
      ...merged(facts.map((each) => pathsOf(each, byType))),
    },
    webhooks: Object.fromEntries(
      OUTGOING_TOPICS.map((topic) => [topic, webhookItem(topic, byType)]),
    ),
    components: {
      securitySchemes: {
        oauth: {
          type: "oauth2",
          description: "A bearer token. A sales channel has a client_id alone.",
          flows: flows(),
        },
      },
      headers: HEADERS,
      parameters: { ...SHARED_PARAMETERS, ...merged(facts.map(resourceParameters)) },
      responses: {
        ...refusalResponses(MEDIA_TYPE),
        ...SHARED_RESPONSES,
        ...merged(facts.map(resourceResponses)),
      },
      schemas: { ...SHARED_SCHEMAS, ...merged(facts.map(schemasOf)) },
    },
  };
}

/** Our grants under the names that OpenAPI has for them. */
function flows(): JsonObject {
  const flow = { tokenUrl: TOKEN_PATH, scopes: SCOPES };
  const types: readonly string[] = offeredGrants().map(({ type }) => type);
  const renewed = types.includes("refresh_token") ? { refreshUrl: TOKEN_PATH } : {};
  return {
    clientCredentials: flow,
    ...(types.includes("password") ? { password: { ...flow, ...renewed } } : {}),
  };
}

const LICENSE = { name: "MIT", identifier: "MIT" };
const SCOPES = { "market:all": "Every market.", "market:id:{id}": "One market." };
const ABOUT = `JSON:API (https://jsonapi.org) over orders and their payments. Amounts are whole numbers of minor units with their currency; times are UTC.

\`filter[q][<attribute>_<predicate>]\` narrows lists. Predicates: ${predicateFacts()
  .map(({ name, about }) => `${name} (${about})`)
  .join("; ")}.

A PATCH may name values and several actions: values come first, then the actions, and one that is refused changes nothing. Only what came before a gateway, or the merchant's own service, was asked stays as it is, whatever they answer.`;

const HEADERS: JsonObject = {
  "x-trace-id": {
    description: "Names the request in logs and in the history.",
    schema: { type: "string" },
  },
};

const merged = (parts: readonly JsonObject[]): JsonObject => Object.assign({}, ...parts);

function schemasOf(facts: ResourceFacts): JsonObject {
  const { type, methods } = facts;
  return {
    [type]: objectSchema(facts),
    ...documentSchemas(type),
    ...(methods.collection.includes("POST")
      ? { [`${type}.create`]: bodySchema(facts, "create") }
      : {}),
    ...(methods.resource.includes("PATCH")
      ? { [`${type}.update`]: bodySchema(facts, "update") }
      : {}),
  };
}

const header = (name: string, description: string): JsonObject => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});

/** What the merchant's own systems are told. */
function webhookItem(topic: string, byType: ReadonlyMap<string, ResourceFacts>): JsonObject {
  const type = topic.split(".")[0] ?? "";
  return {
    post: {
      summary: topic,
      security: [],
      parameters: [
        header("X-CommerceLayer-Topic", "What happened."),
        header("X-CommerceLayer-Signature", "base64 of the body's HMAC-SHA256 under the key."),
        header("X-Kassa-Signature", "The same over a time and the body: `t=<time>,v1=<hex>`."),
        header("X-Kassa-Event-Id", "The same each time it is told: act on it once."),
      ],
      requestBody: {
        content: {
          [MEDIA_TYPE]: { schema: byType.has(type) ? schemaRef(`${type}.document`) : ANY_DOCUMENT },
        },
      },
      responses: { "2XX": { description: "Anything else, or nothing in time, is told again." } },
    },
  };
}

const ANY_DOCUMENT: JsonObject = {
  type: "object",
  required: ["data"],
  properties: { data: schemaRef("included") },
};
