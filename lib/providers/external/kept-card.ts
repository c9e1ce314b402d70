import type { JsonObject } from "../../json";
import { err, ok, type Result } from "../../result";
import { type KeptTokens, textOf } from "../kept-card";

/** The merchant's own gateway knows whether its token can be used again. */
export function keptCard(attributes: JsonObject): Result<KeptTokens, string> {
  const token = textOf(attributes.payment_source_token);
  return token === null
    ? err("has no token")
    : ok({ customer_token: null, payment_source_token: token });
}

export const sourceOfKeptCard = ({ payment_source_token }: KeptTokens): JsonObject => ({
  payment_source_token,
});
