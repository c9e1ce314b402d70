import { createHmac } from "node:crypto";
import { unreachable } from "../assert";
import { PAYMENT_SOURCE_TYPES, type PaymentSourceType } from "../gateway-types";
import { isJsonObject, type Json, type JsonObject } from "../json";
import type { PaymentInstrument } from "../providers/provider";
import { err, ok, type Result } from "../result";

/** What stands for a kept card at its provider. Secret. */
export type WalletTokens = { customer_token: string | null; payment_source_token: string };

const textOf = (value: Json | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;
const memberOf = (value: Json | undefined, name: string): string | null =>
  isJsonObject(value) ? textOf(value[name]) : null;

export const isSourceType = (type: string | null): type is PaymentSourceType =>
  PAYMENT_SOURCE_TYPES.some((each) => each === type);

/** What of a payment may be paid with again, or in a sentence why nothing. `attributes`: secrets included. */
export function tokensOf(
  type: PaymentSourceType,
  attributes: JsonObject,
): Result<WalletTokens, string> {
  switch (type) {
    case "checkout_com_payments": {
      const token = textOf(attributes.source_id);
      const customer_token = textOf(attributes.customer_token);
      if (token !== null) return ok({ customer_token, payment_source_token: token });
      return err("has no card that Checkout.com keeps: it is kept once the payment is authorized");
    }
    case "stripe_payments": {
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
    case "external_payments": {
      const token = textOf(attributes.payment_source_token);
      return token === null
        ? err("has no token")
        : ok({ customer_token: null, payment_source_token: token });
    }
    default:
      return unreachable(type);
  }
}

/** The attributes of a new payment source that is paid with a kept card. */
export function attributesOf(type: PaymentSourceType, tokens: WalletTokens): JsonObject {
  const { customer_token: customer, payment_source_token: token } = tokens;
  switch (type) {
    case "checkout_com_payments":
      return { token };
    case "stripe_payments":
      return { options: { payment_method: token, ...(customer === null ? {} : { customer }) } };
    case "external_payments":
      return { payment_source_token: token };
    default:
      return unreachable(type);
  }
}

const PROVIDER_NAMES: Record<PaymentSourceType, string> = {
  checkout_com_payments: "Checkout.com",
  stripe_payments: "Stripe",
  external_payments: "External",
};

/** `visa ending in 4242`; the provider's name where the card is not known. */
export function walletName(
  type: PaymentSourceType | null,
  instrument: PaymentInstrument | null,
): string {
  const { card_type: card, card_last_digits: digits } = instrument ?? {};
  if (digits) return `${card ?? "card"} ending in ${digits}`;
  return type === null ? "Payment source" : `${PROVIDER_NAMES[type]} payment source`;
}

/** Tells that two rows are one card without holding what stands for it: keyed, so that nobody can try tokens. */
export const fingerprintOf = (
  key: string,
  { gatewayId, token }: { gatewayId: string | null; token: string },
): string =>
  createHmac("sha256", key)
    .update(`${gatewayId ?? ""}\n${token}`)
    .digest("base64url");
