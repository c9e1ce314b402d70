import { createHmac } from "node:crypto";
import type { AnyProvider } from "../deps";
import { PAYMENT_SOURCE_TYPES, type PaymentSourceType } from "../gateway-types";
import type { JsonObject } from "../json";
import type { KeptTokens } from "../providers/kept-card";
import type { PaymentInstrument } from "../providers/provider";
import { err, type Result } from "../result";

export const isSourceType = (type: string | null): type is PaymentSourceType =>
  PAYMENT_SOURCE_TYPES.some((each) => each === type);

/** What stands for the card of a payment, or in a sentence why nothing does. `attributes`: secrets included. */
export const tokensOf = (
  provider: AnyProvider,
  attributes: JsonObject,
): Result<KeptTokens, string> =>
  provider.keptCard?.(attributes) ??
  err(`has no card: ${provider.displayName} keeps none for another payment`);

/** `visa ending in 4242`, where the card is known. */
export function walletName(instrument: PaymentInstrument | null): string {
  const { card_type: card, card_last_digits: digits } = instrument ?? {};
  return digits ? `${card ?? "card"} ending in ${digits}` : "Payment source";
}

/** Tells that two rows are one card without holding what stands for it: keyed, so that nobody can try tokens. */
export const fingerprintOf = (
  key: string,
  { gatewayId, token }: { gatewayId: string | null; token: string },
): string =>
  createHmac("sha256", key)
    .update(`${gatewayId ?? ""}\n${token}`)
    .digest("base64url");
