/** Cards as they are typed or named by token. Only listed test cards pass. */
import type Stripe from "stripe";
import type { Work } from "./account";
import { declineMessage, findCardByNumber, findCardByToken, passesLuhn } from "./cards";
import { ADDRESS_FIELDS, fullAddress } from "./customers";
import type { Call } from "./endpoint";
import { invalidParameter, resourceMissing, StripeError } from "./errors";
import { type CardDetails, NO_BILLING } from "./objects/payment-method";
import { hash, integer, oneOf, type Parsed, required, text, unmodelled } from "./params";

const CARD_FIELDS = {
  number: text(),
  exp_month: integer(),
  exp_year: integer(),
  cvc: text(),
  token: text(),
  networks: unmodelled,
};

const BILLING_FIELDS = {
  address: hash(ADDRESS_FIELDS),
  email: text(),
  name: text(),
  phone: text(),
  tax_id: text(),
};

/** The members of `payment_method_data` and of `POST /v1/payment_methods` that both have. */
export const METHOD_FIELDS = {
  type: oneOf("card"),
  card: hash(CARD_FIELDS),
  billing_details: hash(BILLING_FIELDS),
  allow_redisplay: oneOf("always", "limited", "unspecified"),
  radar_options: unmodelled,
};

type MethodParams = Parsed<typeof METHOD_FIELDS>;

/** Token cards expire in a year that is still to come, whenever they are used. */
const TOKEN_EXPIRY_YEARS = 8;

/** Throws 402 for a card that is not one of the listed ones or not typed right. */
export function cardDetails(call: Call, given: MethodParams, path: string): CardDetails {
  const at = (name: string): string => (path === "" ? name : `${path}[${name}]`);
  required(given.type, at("type"));
  const entry = required(given.card, at("card"));
  const billing = billingOf(given.billing_details);
  if (entry.token != null) {
    const details = tokenDetails(call, entry.token);
    if (details === null) throw resourceMissing("token", entry.token, at("card[token]"));
    return { ...details, billing };
  }
  const number = required(entry.number, at("card[number]")).replaceAll(/[\s-]/g, "");
  if (!call.publishable) throw rawNumber();
  const card = findCardByNumber(number);
  if (card === null) throw passesLuhn(number) ? notATestCard() : wrongNumber();
  const expMonth = required(entry.exp_month, at("card[exp_month]"));
  const expYear = fullYear(required(entry.exp_year, at("card[exp_year]")));
  checkExpiry(call, expMonth, expYear);
  checkCvc(entry.cvc, card.brand);
  return { card, expMonth, expYear, billing };
}

/** `pm_card_visa`, `tok_visa` and their like; null for another text. */
export function tokenDetails({ context }: Work, token: string): CardDetails | null {
  const card = findCardByToken(token);
  if (card === null) return null;
  const expYear = new Date(context.now()).getUTCFullYear() + TOKEN_EXPIRY_YEARS;
  return { card, expMonth: 12, expYear, billing: NO_BILLING };
}

function billingOf(
  given: Parsed<typeof BILLING_FIELDS> | null | undefined,
): Stripe.PaymentMethod["billing_details"] {
  return {
    address: fullAddress(given?.address),
    email: given?.email ?? null,
    name: given?.name ?? null,
    phone: given?.phone ?? null,
    tax_id: given?.tax_id ?? null,
  };
}

function fullYear(year: number): number {
  return year < 100 ? 2000 + year : year;
}

function checkExpiry({ context }: Work, month: number, year: number): void {
  if (month < 1 || month > 12) {
    throw cardError(
      "invalid_expiry_month",
      "Your card's expiration month is invalid.",
      "exp_month",
    );
  }
  const today = new Date(context.now());
  const passed =
    year < today.getUTCFullYear() ||
    (year === today.getUTCFullYear() && month < today.getUTCMonth() + 1);
  if (passed || year > today.getUTCFullYear() + 50) {
    throw cardError("invalid_expiry_year", "Your card's expiration year is invalid.", "exp_year");
  }
}

function checkCvc(cvc: string | null | undefined, brand: string): void {
  if (cvc == null) return;
  const digits = brand === "amex" ? /^\d{3,4}$/ : /^\d{3}$/;
  if (!digits.test(cvc)) {
    throw cardError("invalid_cvc", "Your card's security code is invalid.", "cvc");
  }
}

function cardError(code: string, message: string, param: string): StripeError {
  return new StripeError(402, { type: "card_error", code, message, param }, false);
}

function wrongNumber(): StripeError {
  return cardError("incorrect_number", declineMessage("incorrect_number"), "number");
}

function notATestCard(): StripeError {
  const message = [
    "Your card was declined. Your request was in test mode, but used a non test",
    "card. For a list of valid test cards, visit:",
    "https://docs.stripe.com/testing.",
  ].join(" ");
  const decline = { code: "card_declined", decline_code: "test_mode_live_card" };
  return new StripeError(402, { type: "card_error", ...decline, message, param: "number" }, false);
}

function rawNumber(): StripeError {
  return invalidParameter(
    "card[number]",
    [
      "Sending credit card numbers directly to the Stripe API is generally",
      "unsafe. Use a publishable key in the browser, or a test token such as",
      "pm_card_visa.",
    ].join(" "),
  );
}
