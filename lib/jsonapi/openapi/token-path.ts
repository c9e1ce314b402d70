import type { JsonObject } from "../../json";
import { schemaRef } from "./schemas";

export const TOKEN_PATH = "/oauth/token";

const count = (description: string): JsonObject => ({ description, schema: { type: "integer" } });

/** Where tokens come from: the one address that counts requests. */
export function tokenItem(limit: { requests: number; windowMs: number }): JsonObject {
  const headers = {
    "x-ratelimit-limit": count("Requests that are allowed in the interval."),
    "x-ratelimit-interval": count("Seconds."),
    "x-ratelimit-remaining": count("Requests that are left."),
  };
  const fields = {
    type: "object",
    required: ["grant_type", "client_id"],
    properties: {
      grant_type: { const: "client_credentials" },
      client_id: { type: "string" },
      client_secret: { type: "string", description: "Integrations have one." },
      scope: { type: "string", description: "market:all, or market:id:<id>; several by spaces." },
    },
  };
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
