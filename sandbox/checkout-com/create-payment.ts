/** POST /payments, from a checked request to a stored payment with its first answer. */
import type { Context } from "../core/context";
import { DECLINE_CODES } from "../core/decline-reasons";
import type { SandboxRequest, SandboxResponse } from "../core/http";
import { declineAsked, isThreeDsAsked, isWrongAmountAsked } from "../core/payment-faults";
import { answer, invalid } from "./answers";
import { buildCard, isExpired } from "./cards";
import { openChallenge } from "./challenge";
import { grainOf } from "./currencies";
import { emit } from "./events";
import { authorize, outcomeOf } from "./lifecycle";
import type { CardRecord, PaymentRecord } from "./payment";
import { paymentResponse, pendingResponse } from "./payment-json";
import { authorizationEndsAt, newStamp, settleAuthorization } from "./processing";
import { addPayment, customerFor, findSource, findToken, saveSource, saveToken } from "./records";
import { AUTHENTICATION_REQUIRED, RESPONSE_CODES } from "./response-codes";
import { cvvCheckOf } from "./test-cards";
import type { PaymentRequest } from "./validation";

type Funding = { card: CardRecord; sourceId: string | null; tokenId: string | null };

/** The card behind a source, or the code of what is wrong with it. */
function findFunding(
  context: Context,
  account: string,
  source: PaymentRequest["source"],
): Funding | string {
  switch (source.type) {
    case "card": {
      const card = buildCard(source, account);
      if (card === null) return "card_number_invalid";
      return isExpired(source, context.now())
        ? "card_expired"
        : { card, sourceId: null, tokenId: null };
    }
    case "id": {
      const kept = findSource(context, account, source.id);
      if (kept === null) return "source_id_invalid";
      const cvvCheck = source.cvv === undefined ? kept.card.cvvCheck : cvvCheckOf(source.cvv);
      return { card: { ...kept.card, cvvCheck }, sourceId: kept.id, tokenId: null };
    }
    case "token": {
      const token = findToken(context, account, source.token);
      if (token === null) return "token_invalid";
      if (token.usedBy !== null) return "token_used";
      if (token.expiresAtMs <= context.now()) return "token_expired";
      return { card: token.card, sourceId: null, tokenId: token.id };
    }
  }
}

/**
 * A response code asked for by `metadata.sandbox_response_code`: ours, for tests; null without it.
 */
function forcedCodeOf(request: SandboxRequest, body: PaymentRequest): string | null {
  const reason = declineAsked(request);
  if (reason !== null) return DECLINE_CODES[reason].checkout_com;
  const wanted = body.metadata?.sandbox_response_code;
  return typeof wanted === "string" && wanted in RESPONSE_CODES ? wanted : null;
}

function digits(context: Context, length: number): string {
  return Array.from({ length }, () => Math.floor(context.random() * 10)).join("");
}

/**
 * A scheme's 15 digits that no card number could be: whoever watches for numbers that pass Luhn's
 * check, as
 * the shop's tests do, must not find one in an answer.
 */
function newSchemeId(context: Context): string {
  const id = digits(context, 15);
  return isLuhn(id) ? `${id.slice(0, 14)}${(Number(id[14]) + 1) % 10}` : id;
}

function isLuhn(number: string): boolean {
  const total = [...number].reverse().reduce((sum, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return total % 10 === 0;
}

function buildPayment(
  context: Context,
  account: string,
  body: PaymentRequest,
  funding: Funding,
): PaymentRecord {
  const { customer } = body;
  return {
    id: context.ids.base32("pay_"),
    account,
    amountMinor: body.amount ?? 0,
    currency: body.currency,
    reference: body.reference ?? null,
    description: body.description ?? null,
    paymentType: body.payment_type ?? "Regular",
    metadata: body.metadata ?? null,
    processingChannelId: body.processing_channel_id ?? null,
    captureRequested: body.capture ?? true,
    captureOnMs: body.capture_on === undefined ? null : Date.parse(body.capture_on),
    successUrl: body.success_url ?? null,
    failureUrl: body.failure_url ?? null,
    sourceId: funding.sourceId ?? context.ids.base32("src_"),
    card: funding.card,
    customer: customerFor(context, account, {
      id: customer?.id ?? null,
      email: customer?.email ?? null,
      name: customer?.name ?? null,
    }),
    riskFlagged: false,
    forcedCode: null,
    threeDs: null,
    downgraded: false,
    authorization: "pending",
    authorizationExpired: false,
    authorizationExpiresAtMs: authorizationEndsAt(context),
    schemeId: newSchemeId(context),
    acquirerTransactionId: digits(context, 10),
    retrievalReference: digits(context, 12),
    requestedAtMs: context.now(),
    actions: [],
  };
}

/** Answers 201 with the issuer's answer, 202 where the cardholder must be asked, or 422. */
export function createPayment(
  request: SandboxRequest,
  context: Context,
  account: string,
  body: PaymentRequest,
): SandboxResponse {
  const funding = findFunding(context, account, body.source);
  if (typeof funding === "string") return invalid([funding]);
  const built = buildPayment(context, account, body, funding);
  const forcedCode = forcedCodeOf(request, body);
  const asked = { ...built, forcedCode, riskFlagged: forcedCode === "10100" };
  const payment = isWrongAmountAsked(request) ? withWrongAmount(asked) : asked;
  context.paymentFaults.bind(payment.id, request.paymentFault);
  saveSource(context, { id: payment.sourceId, account, card: payment.card });
  if (funding.tokenId !== null) {
    const token = findToken(context, account, funding.tokenId);
    if (token !== null) saveToken(context, { ...token, usedBy: payment.id });
  }
  const code = outcomeOf(payment, false);
  const threeDs = body["3ds"];
  // A soft decline is asked again with 3DS only where the request allows the upgrade.
  const upgraded = code === AUTHENTICATION_REQUIRED && threeDs?.allow_upgrade === true;
  const downgraded =
    threeDs?.enabled === true && threeDs.attempt_n3d === true && !payment.card.enrolled;
  const isAsked = isThreeDsAsked(request);
  if ((threeDs?.enabled === true && !downgraded) || upgraded || isAsked) {
    const reason = threeDs?.enabled === true ? null : "soft_decline";
    const pending = addPayment(context, {
      ...payment,
      threeDs: openChallenge(context, payment, reason),
    });
    emit(context, pending, "payment_pending", null);
    return answer(202, pendingResponse(pending, context.publicUrl));
  }
  const decided = addPayment(context, {
    ...authorize(payment, code, newStamp(context)),
    downgraded,
  });
  // Built before the automatic capture is queued: the answer shows the authorization alone.
  const response = answer(201, paymentResponse(decided, context.publicUrl));
  settleAuthorization(context, decided);
  return response;
}

/** The fault `wrong_amount`: one step more than was asked for. */
function withWrongAmount(payment: PaymentRecord): PaymentRecord {
  return { ...payment, amountMinor: payment.amountMinor + grainOf(payment.currency) };
}
