/** From Stripe's error objects to declines and to our four errors. */
import { err, ok } from "../../result";
import { errorOfFailure } from "../http";
import type { ProviderAnswer, ProviderError } from "../provider";
import { detailOf } from "../scrub";
import type { StripeErrorFields, StripeProblem } from "./client";
import { declineOf } from "./declines";
import { factsOf, NO_FACTS, readIntent } from "./responses";

/**
 * A refused card is an outcome; anything else is an error that says whether it may have happened.
 */
export function answerOfProblem(problem: StripeProblem): ProviderAnswer {
  if (problem.kind === "no_answer") return err(errorOfFailure(problem.failure));
  const { error } = problem;
  if (error.status !== 402 && error.rawType !== "card_error") return err(errorOf(problem));
  const intent = readIntent(error.paymentIntent);
  return ok({
    kind: "declined",
    reference: intent.ok ? intent.value.reference : null,
    decline: declineOf({ code: error.code, decline_code: error.declineCode }),
    facts: intent.ok ? factsOf(intent.value) : NO_FACTS,
  });
}

/** By status and wire type (the SDK's class names do not survive bundling). */
export function errorOf(problem: StripeProblem): ProviderError {
  if (problem.kind === "no_answer") return errorOfFailure(problem.failure);
  const { error } = problem;
  const detail = detailOf(`Stripe: ${error.code ?? error.rawType ?? "error"}: ${error.message}`);
  if (error.status === null || error.status >= 500)
    return { code: "provider_indeterminate", detail };
  // 429 was not acted upon, but its repetition under the same key tells that for certain.
  if ([409, 424, 429].includes(error.status) || error.code === "idempotency_key_in_use") {
    return { code: "provider_indeterminate", detail };
  }
  if (error.status === 401 || error.status === 403)
    return { code: "provider_unauthorized", detail };
  const attribute = attributeOf(error);
  return {
    code: "provider_rejected_request",
    detail,
    ...(attribute === null ? {} : { attribute }),
  };
}

/** Stripe's parameter as the attribute of ours that it came from. */
function attributeOf({ param, code }: StripeErrorFields): string | null {
  switch (param?.split("[")[0]) {
    case "intent":
      return "stripe_id";
    case "payment_method":
    case "customer":
    case "setup_future_usage":
      return "options";
    case "confirmation_token":
      return "confirmation_token";
    case "return_url":
      return "return_url";
    case "receipt_email":
      return "receipt_email";
    default:
      return code === "token_already_used" ? "confirmation_token" : null;
  }
}
