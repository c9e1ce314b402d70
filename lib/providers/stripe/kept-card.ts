import type { JsonObject } from "../../json";
import { err, ok, type Result } from "../../result";
import { type KeptTokens, memberOf } from "../kept-card";

/** Stripe keeps a card for a customer of its own, where the payment said that it would be used again. */
export function keptCard(attributes: JsonObject): Result<KeptTokens, string> {
  const customer_token = memberOf(attributes.options, "customer");
  const isKept = memberOf(attributes.options, "setup_future_usage") !== null;
  const token = memberOf(attributes.payment_method, "id");
  if (customer_token !== null && isKept && token !== null) {
    return ok({ customer_token, payment_source_token: token });
  }
  return err(
    "has no card that Stripe keeps: pay with options.customer and options.setup_future_usage",
  );
}

export const sourceOfKeptCard = (tokens: KeptTokens): JsonObject => {
  const { customer_token: customer, payment_source_token: token } = tokens;
  return { options: { payment_method: token, ...(customer === null ? {} : { customer }) } };
};
