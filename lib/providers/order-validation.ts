/**
 * A merchant's own service that is shown an order before money is asked for, and may refuse it: signed as calls to external
 * gateways are, through the one HTTP door.
 */
import { z } from "zod";
import type { JsonObject } from "../json";
import { type AddressRule, exchange } from "./http";
import { signatureHeaders } from "./signature";

export type OrderValidation = {
  url: string /** Null: none was ever made. */;
  sharedSecret: string | null;
  /** What of the order the document holds beside it; null: what is documented. */
  includes?: readonly string[] | null;
};

export type Verdict =
  | { kind: "accepted" }
  /** In the merchant's words, cut to length; plain text for the shopper. */
  | { kind: "refused"; code: string | null; message: string | null }
  /** Nobody knows what the merchant thinks of it. */
  | { kind: "unknown"; detail: string };

/** As long as the API gives merchants' services. */
const ANSWER_WITHIN_MS = 5_000;
const MESSAGE_LENGTH_MAX = 200;
const CODE_LENGTH_MAX = 64;

const errorSchema = z.looseObject({
  code: z.union([z.string(), z.number()]).nullish(),
  message: z.string().nullish(),
});
const replySchema = z.looseObject({
  success: z.boolean(),
  error: errorSchema.nullish().catch(null),
  data: z
    .looseObject({ error: errorSchema.nullish().catch(null) })
    .nullish()
    .catch(null),
});

/** Where a merchant's address may lead: the public internet, and this machine while the sandbox is used. */
export const ruleOfMode = (isTest: boolean): AddressRule =>
  isTest ? "public_or_loopback" : "public";

/** Never rejects. Whatever is not a clear yes or no is `unknown`. */
export async function askOrderValidation(asked: {
  validation: OrderValidation;
  document: JsonObject;
  addresses: AddressRule;
  now: Date;
  signal: AbortSignal;
}): Promise<Verdict> {
  const { validation, document, addresses, now, signal } = asked;
  if (validation.sharedSecret === null) return unknown("The market has no shared secret.");
  if (!URL.canParse(validation.url)) return unknown("The market's address is not a URL.");
  const body = JSON.stringify(document);
  const answer = await exchange({
    method: "POST",
    url: new URL(validation.url),
    headers: {
      "Content-Type": "application/vnd.api+json",
      Accept: "application/json, application/vnd.api+json",
      "Content-Length": Buffer.byteLength(body),
      ...signatureHeaders(body, validation.sharedSecret, now),
    },
    body,
    addresses,
    timeoutMs: ANSWER_WITHIN_MS,
    signal,
  });
  if (!answer.ok) return unknown(answer.error.detail);
  return verdictOf(answer.value.status, answer.value.text);
}

function verdictOf(status: number, text: string): Verdict {
  const isRead = (status >= 200 && status < 300) || (status >= 400 && status < 500);
  const reply = isRead ? replySchema.safeParse(parse(text)) : null;
  if (!reply?.success) return unknown(`The merchant's service answered ${status}.`);
  const { success, error, data } = reply.data;
  if (success) return status < 300 ? { kind: "accepted" } : unknown(`It said yes with ${status}.`);
  const said = error ?? data?.error ?? null;
  return {
    kind: "refused",
    code: said?.code == null ? null : plain(String(said.code), CODE_LENGTH_MAX),
    message: said?.message == null ? null : plain(said.message, MESSAGE_LENGTH_MAX),
  };
}

const unknown = (detail: string): Verdict => ({ kind: "unknown", detail });

/** One line without control or direction characters; null where nothing is left of it. */
function plain(text: string, lengthMax: number): string | null {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/ +/g, " ")
    .trim();
  const letters = [...line];
  const cut = letters.length > lengthMax ? `${letters.slice(0, lengthMax - 1).join("")}…` : line;
  return cut === "" ? null : cut;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
