/** Signed calls to a merchant's own gateway, over the one HTTP door. */
import { isJsonObject, type JsonObject } from "../../json";
import { err, ok, type Result } from "../../result";
import { exchange, type HttpFailure } from "../http";
import type { ProviderCall } from "../provider";
import { scrubObject, scrubText } from "../scrub";
import { signatureHeaders } from "../signature";
import { type ExternalConfig, ruleOf } from "./config";

export type ExternalCall = ProviderCall<ExternalConfig>;
/** `body` null: it was no JSON object. */
export type ExternalAnswer = { status: number; body: JsonObject | null };

/** Posts the document to one of the gateway's addresses. Never rejects. */
export async function postDocument(
  call: ExternalCall,
  address: string,
  document: JsonObject,
): Promise<Result<ExternalAnswer, HttpFailure>> {
  const { config, idempotencyKey, signal } = call;
  const url = new URL(address);
  const body = JSON.stringify(document);
  const request = { method: "POST", path: scrubText(url.pathname), body: abridged(document) };
  const answer = await exchange({
    method: "POST",
    url,
    headers: {
      "Content-Type": "application/vnd.api+json",
      Accept: "application/json, application/vnd.api+json",
      "Content-Length": Buffer.byteLength(body),
      "Idempotency-Key": idempotencyKey,
      ...signatureHeaders(body, config.shared_secret, new Date()),
    },
    body,
    addresses: ruleOf(config),
    timeoutMs: config.timeout_ms,
    signal,
  });
  if (!answer.ok) {
    call.record({ request, answer: null });
    return err(answer.error);
  }
  const { status, text } = answer.value;
  const parsed = parse(text);
  call.record({ request, answer: { status, body: scrubObject(parsed) } });
  return ok({ status, body: parsed });
}

function parse(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * What is included (order, customer, addresses) is ours already, and may have to be erased there.
 */
const abridged = ({ data }: JsonObject): JsonObject | null =>
  data === undefined ? null : scrubObject({ data });
