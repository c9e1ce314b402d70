import type { Json, JsonObject } from "../json";
import { isJsonObject } from "../json";
import type { Result } from "../result";

/** What stands for a kept card at its provider. Secret. */
export type KeptTokens = { customer_token: string | null; payment_source_token: string };

/** The part of the port that a provider without it leaves out: it keeps no cards for another payment. */
export interface KeepingCards {
  /** What of a payment may be paid with again, or in a sentence why nothing. `attributes`: the source's, secrets included. */
  keptCard?(attributes: JsonObject): Result<KeptTokens, string>;
  /** The attributes of a new payment source that is paid with a kept card. Only with `keptCard`. */
  sourceOfKeptCard?(tokens: KeptTokens): JsonObject;
}

export const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

export const memberOf = (value: Json | undefined, name: string): string | null =>
  isJsonObject(value) ? textOf(value[name]) : null;
