/**
 * Capture, void and refund: accepted with 202, decided shortly after, told by webhook or when
 * asked.
 */
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import type { JsonObject } from "../../json";
import { err, ok, type Result } from "../../result";
import type {
  OperationInput,
  ProviderAnswer,
  ProviderCall,
  ProviderError,
  ProviderOperation,
} from "../provider";
import { type CheckoutComCall, type CheckoutComProblem, callCheckoutCom } from "./client";
import type { CheckoutComConfig } from "./config";
import { errorOf } from "./errors";
import { amountBody, voidBody } from "./requests";
import { factsOf, isVoided, moneyOf, NO_FACTS, type Payment, unreadable } from "./responses";
import { findPayment } from "./retrieve";

type Call = ProviderCall<CheckoutComConfig>;
type Kind = ProviderOperation["kind"];

const acceptedSchema = z.looseObject({ action_id: z.string() });

const PATHS = { capture: "captures", void: "voids", refund: "refunds" } as const;

export const capture = (call: Call, input: OperationInput): Promise<ProviderAnswer> =>
  request(call, input, "capture", amountBody(input));

export const voidAuthorization = (call: Call, input: OperationInput): Promise<ProviderAnswer> =>
  request(call, input, "void", voidBody(input));

export const refund = (call: Call, input: OperationInput): Promise<ProviderAnswer> =>
  request(call, input, "refund", amountBody(input));

async function request(
  call: Call,
  input: OperationInput,
  kind: Kind,
  body: JsonObject,
): Promise<ProviderAnswer> {
  const path = `/payments/${input.payment}/${PATHS[kind]}`;
  const answer = await callCheckoutCom(
    call,
    { method: "POST", path, body, expected: () => 202 },
    (sdk) => sdk.payments[kind](input.payment, { ...body }, call.idempotencyKey),
  );
  if (!answer.ok) return await answerOfRefusal(call, input, kind, answer.error);
  const accepted = acceptedSchema.safeParse(answer.value);
  if (!accepted.success) return err(unreadable(kind));
  return ok({
    kind: "pending",
    reference: input.payment,
    transactionReference: accepted.data.action_id as ProviderReference,
    facts: NO_FACTS,
  });
}

/**
 * 403 means that the payment's state does not allow it: reached already is a success, else it is
 * refused.
 */
async function answerOfRefusal(
  call: Call,
  input: OperationInput,
  kind: Kind,
  problem: CheckoutComProblem,
): Promise<ProviderAnswer> {
  if (problem.status !== 403) return err(errorOf(problem));
  const found = await findPayment(call, input.payment);
  if (!found.ok) return found;
  if (found.value === null) return err(errorOf(problem));
  const reached = reachedMinor(found.value, kind, input);
  if (reached === null) {
    const decline = { code: "processing_error", raw: "action_not_allowed" } as const;
    return ok({ kind: "declined", reference: input.payment, decline, facts: NO_FACTS });
  }
  return ok({
    kind: "succeeded",
    reference: input.payment,
    transactionReference: null,
    amount: { ...input.amount, amountMinor: reached },
    capturedMinor: found.value.capturedMinor,
    facts: factsOf(found.value),
  });
}

/**
 * How much was captured or voided already; null when it was not. A refund may be one of several:
 * never known.
 */
function reachedMinor(payment: Payment, kind: Kind, input: OperationInput): number | null {
  switch (kind) {
    case "capture":
      return payment.capturedMinor > 0 ? payment.capturedMinor : null;
    case "void":
      return isVoided(payment) ? input.amount.amountMinor : null;
    case "refund":
      return null;
  }
}

const actionsSchema = z.array(
  z.looseObject({
    id: z.string(),
    type: z.string(),
    amount: z.number(),
    reference: z.string().nullish(),
    approved: z.boolean().nullish(),
    response_code: z.string().nullish(),
  }),
);
const KINDS: Readonly<Record<string, Kind>> = {
  Capture: "capture",
  Void: "void",
  Refund: "refund",
};

/** What was decided, newest first; accepted and undecided actions are not listed yet. */
export async function listOperations(
  call: CheckoutComCall,
  payment: Payment,
): Promise<Result<readonly ProviderOperation[], ProviderError>> {
  const { reference, money } = payment;
  const path = `/payments/${reference}/actions`;
  const listed = await callCheckoutCom(
    call,
    { method: "GET", path, body: null, expected: () => 200 },
    (sdk) => sdk.payments.getActions(reference),
  );
  if (!listed.ok) return listed.error.status === 404 ? ok([]) : err(errorOf(listed.error));
  const parsed = actionsSchema.safeParse(listed.value);
  if (!parsed.success) return err(unreadable("actions"));
  const operations: ProviderOperation[] = [];
  for (const action of parsed.data) {
    const kind = KINDS[action.type];
    const amount = moneyOf(action.amount, money.currency);
    if (kind === undefined || amount === null) continue;
    const isApproved = action.approved ?? action.response_code?.startsWith("10") ?? false;
    operations.push({
      kind,
      reference: action.id as ProviderReference,
      ourReference: action.reference ?? null,
      amountMinor: amount.amountMinor,
      status: isApproved ? "succeeded" : "declined",
    });
  }
  return ok(operations);
}
