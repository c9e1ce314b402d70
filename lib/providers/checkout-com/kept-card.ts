import type { JsonObject } from "../../json";
import { err, ok, type Result } from "../../result";
import { type KeptTokens, textOf } from "../kept-card";

/** Checkout.com keeps a card as a source (`src_…`) once a payment with it is authorized. */
export function keptCard(attributes: JsonObject): Result<KeptTokens, string> {
  const token = textOf(attributes.source_id);
  const customer_token = textOf(attributes.customer_token);
  if (token !== null) return ok({ customer_token, payment_source_token: token });
  return err("has no card that Checkout.com keeps: it is kept once the payment is authorized");
}

export const sourceOfKeptCard = (tokens: KeptTokens): JsonObject => ({
  token: tokens.payment_source_token,
});
