import { readGrantRequest } from "../../auth/api-grant";
import type { JsonObject } from "../../json";
import { schemaRef } from "./schemas";

export const TOKEN_PATH = "/oauth/token";

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

/** Where tokens come from: the one address that counts requests. */
export function tokenItem(limit: { requests: number; windowMs: number }): JsonObject {
  const headers = {
    "x-ratelimit-limit": count("Requests that are allowed in the interval."),
    "x-ratelimit-interval": count("Seconds."),
    "x-ratelimit-remaining": count("Requests that are left."),
  };
  const fields = { oneOf: offeredGrants().map(bodyOf) };
  const refused = (description: string, more: JsonObject = {}): JsonObject => ({
    description,
    headers: { ...headers, ...more },
    content: { "application/json": { schema: schemaRef("errors") } },
  });
  return {
    post: {
      operationId: "createToken",
      summary: "Get an access token",
      description: `At most ${limit.requests} requests in ${limit.windowMs / 1000} seconds from one address.`,
      security: [],
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: fields },
          "application/x-www-form-urlencoded": { schema: fields },
        },
      },
      responses: {
        "200": {
          description: "A token.",
          headers,
          content: { "application/json": { schema: schemaRef("token") } },
        },
        "400": refused("Something is missing, or not offered."),
        "401": refused("The client is unknown, or its secret is wrong."),
        "413": refused("The body is too large."),
        "415": refused("Send JSON or a form."),
        "429": refused("Too many; wait.", { "retry-after": count("Seconds to wait.") }),
      },
    },
  };
}
