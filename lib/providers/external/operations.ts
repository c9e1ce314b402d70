/** The four operations are one call: post the document, and read the reply by its class. */
import { assert } from "../../assert";
import type { JsonObject } from "../../json";
import { err, ok } from "../../result";
import type { AuthorizeInput, OperationInput, ProviderAnswer } from "../provider";
import { type ExternalCall, postDocument } from "./client";
import { errorOf, errorOfStatus, isUncertain } from "./errors";
import { addressOf, type ExternalOperation } from "./requests";
import { type Asked, outcomeOf, pendingOf, readReply } from "./responses";
import type { ExternalSource } from "./source";

export const authorize = (
  call: ExternalCall,
  input: AuthorizeInput<ExternalSource>,
): Promise<ProviderAnswer> =>
  ask(call, "authorize", input.document, { amount: input.amount, payment: input.reference });

export const capture = (call: ExternalCall, input: OperationInput): Promise<ProviderAnswer> =>
  ask(call, "capture", input.document, input);

export const voidAuthorization = (
  call: ExternalCall,
  input: OperationInput,
): Promise<ProviderAnswer> => ask(call, "void", input.document, input);

export const refund = (call: ExternalCall, input: OperationInput): Promise<ProviderAnswer> =>
  ask(call, "refund", input.document, input);

/**
 * 2xx with success is done, 202 with an `action_id` is pending, success false is a decline.
 * Silence, 5xx and what cannot be read are indeterminate: only a repetition with the same key may
 * tell, where the gateway honours keys.
 */
async function ask(
  call: ExternalCall,
  operation: ExternalOperation,
  document: JsonObject | null,
  asked: Asked,
): Promise<ProviderAnswer> {
  assert(document !== null, "an external gateway is sent the document of its source");
  const address = addressOf(call.config, operation);
  if (address === null) {
    const detail = `The gateway has no ${operation}_url.`;
    return err({ code: "provider_rejected_request", detail });
  }
  const answer = await postDocument(call, address, document);
  if (!answer.ok) return err(errorOf(answer.error));
  const { status, body } = answer.value;
  const isRedirect = status >= 300 && status < 400;
  if (isRedirect || isUncertain(status) || status === 401) return err(errorOfStatus(status));
  const reply = readReply(body);
  if (reply === null || (status >= 400 && reply.success)) return err(errorOfStatus(status));
  const isAccepted = status === 202 && reply.success;
  const outcome = isAccepted ? pendingOf(reply, asked) : outcomeOf(reply, asked);
  if (outcome !== null) return ok(outcome);
  const missing = isAccepted ? "action_id" : "transaction_token";
  return err({ code: "provider_indeterminate", detail: `The reply has no ${missing}.` });
}
