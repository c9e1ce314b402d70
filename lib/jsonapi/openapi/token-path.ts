import { readGrantRequest } from "../../auth/api-grant";
import type { JsonObject } from "../../json";
import { schemaRef } from "./schemas";

export const TOKEN_PATH = "/oauth/token";
export const REVOKE_PATH = "/oauth/revoke";

const text: JsonObject = { type: "string" };
const GRANTS = [
  { type: "client_credentials", fields: {} },
  { type: "password", fields: { username: text, password: text } },
  { type: "refresh_token", fields: { refresh_token: text } },
] as const;

/** Those that the endpoint itself does not call unsupported. */
export const offeredGrants = () =>
  GRANTS.filter(({ type }) => {
    const read = readGrantRequest({ grant_type: type, client_id: "A" });
    return read.ok || read.error.code !== "unsupported_grant_type";
  });

const bodyOf = ({ type, fields }: (typeof GRANTS)[number]): JsonObject => ({
  type: "object",
  required: ["grant_type", "client_id", ...Object.keys(fields)],
  properties: {
    grant_type: { const: type },
    client_id: text,
    client_secret: { ...text, description: "Integrations have one." },
    scope: { ...text, description: "market:all, or market:id:<id>; several by spaces." },
    ...fields,
  },
});

const count = (description: string): JsonObject => ({ description, schema: { type: "integer" } });

type Limit = { requests: number; windowMs: number };

type Operation = {
  operationId: string;
  summary: string;
  about: string;
  fields: JsonObject;
  done: JsonObject;
};

/** A POST of the two that requests are counted at. */
function counted({ requests, windowMs }: Limit, operation: Operation): JsonObject {
  const { operationId, summary, about, fields, done } = operation;
  const headers = {
    "x-ratelimit-limit": count("Requests that are allowed in the interval."),
    "x-ratelimit-interval": count("Seconds."),
    "x-ratelimit-remaining": count("Requests that are left."),
  };
  const refused = (description: string, more: JsonObject = {}): JsonObject => ({
    description,
    headers: { ...headers, ...more },
    content: { "application/json": { schema: schemaRef("errors") } },
  });
  const description = `${about}At most ${requests} requests in ${windowMs / 1000} seconds from one address.`;
  return {
    post: {
      operationId,
      summary,
      description,
      security: [],
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: fields },
          "application/x-www-form-urlencoded": { schema: fields },
        },
      },
      responses: {
        "200": { headers, ...done },
        "400": refused("Something is missing, wrong, or not offered."),
        "401": refused("The client is unknown, or its secret is wrong."),
        "413": refused("The body is too large."),
        "415": refused("Send JSON or a form."),
        "429": refused("Too many; wait.", { "retry-after": count("Seconds to wait.") }),
      },
    },
  };
}

/** Where tokens come from. */
export const tokenItem = (limit: Limit): JsonObject =>
  counted(limit, {
    operationId: "createToken",
    summary: "Get an access token",
    about: "",
    fields: { oneOf: offeredGrants().map(bodyOf) },
    done: {
      description: "A token.",
      content: { "application/json": { schema: schemaRef("token") } },
    },
  });

/** Where tokens end before their time. */
export const revokeItem = (limit: Limit): JsonObject =>
  counted(limit, {
    operationId: "revokeToken",
    summary: "End a token",
    about: "A refresh token ends with its whole sign-in. A token of nobody is answered alike. ",
    fields: {
      type: "object",
      required: ["client_id", "token"],
      properties: {
        client_id: text,
        client_secret: { ...text, description: "Integrations have one." },
        token: { ...text, description: "An access token or a refresh token." },
      },
    },
    done: {
      description: "It is ended.",
      content: { "application/json": { schema: { type: "object" } } },
    },
  });
