/** Stripe's refunds, which may end long after they were accepted. */
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import { err, ok, type Result } from "../../result";
import type { OperationInput, ProviderAnswer, ProviderError, ProviderOperation } from "../provider";
import type { ProviderMovement } from "../provider-list";
import { callStripe, type StripeCall } from "./client";
import { errorOf } from "./errors";
import { OPERATION } from "./requests";
import { moneyOf, NO_FACTS, unreadable } from "./responses";

const refundSchema = z.looseObject({
  id: z.string(),
  amount: z.number(),
  currency: z.string(),
  status: z.string().nullish(),
  created: z.number().catch(0),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish().catch(null),
});
const REFUNDS_MAX = 100;

/** Where a refund stands; an unknown status is pending. */
export function refundOutcome(body: unknown, input: OperationInput): ProviderAnswer {
  const parsed = refundSchema.safeParse(body);
  if (!parsed.success) return err(unreadable("refund"));
  const { id, amount, currency, failure_reason: reason } = parsed.data;
  const transactionReference = id as ProviderReference;
  const shared = { reference: input.payment, transactionReference, facts: NO_FACTS };
  switch (statusOf(parsed.data)) {
    case "succeeded": {
      const money = moneyOf(amount, currency);
      if (money === null) return err(unreadable("amount"));
      return ok({ kind: "succeeded", ...shared, amount: money, capturedMinor: 0 });
    }
    case "declined": {
      const decline = { code: "processing_error", raw: reason ?? "refund_failed" } as const;
      return ok({ kind: "declined", reference: input.payment, decline, facts: NO_FACTS });
    }
    case "pending":
      return ok({ kind: "pending", ...shared });
  }
}

/** Every refund of a payment, newest first, at most a hundred. */
export async function listRefunds(
  call: StripeCall,
  payment: ProviderReference,
): Promise<Result<readonly ProviderOperation[], ProviderError>> {
  const listed = await callStripe(call, (stripe, options) =>
    stripe.refunds.list({ payment_intent: payment, limit: REFUNDS_MAX }, options),
  );
  if (!listed.ok) return err(errorOf(listed.error));
  const operations: ProviderOperation[] = [];
  for (const body of listed.value.data) {
    const parsed = refundSchema.safeParse(body);
    const money = parsed.success ? moneyOf(parsed.data.amount, parsed.data.currency) : null;
    if (!parsed.success || money === null) return err(unreadable("refund"));
    operations.push({
      kind: "refund",
      reference: parsed.data.id as ProviderReference,
      ourReference: parsed.data.metadata?.[OPERATION] ?? null,
      amountMinor: money.amountMinor,
      status: statusOf(parsed.data),
    });
  }
  return ok(operations);
}

/** Refunds as movements; one that failed moved nothing. */
export function readRefunds(
  bodies: readonly unknown[],
): Result<readonly ProviderMovement[], ProviderError> {
  const movements: ProviderMovement[] = [];
  for (const body of bodies) {
    const parsed = refundSchema.safeParse(body);
    const money = parsed.success ? moneyOf(parsed.data.amount, parsed.data.currency) : null;
    if (!parsed.success || money === null) return err(unreadable("refund"));
    const status = statusOf(parsed.data);
    if (status === "declined") continue;
    const reference = parsed.data.id as ProviderReference;
    const at = new Date(parsed.data.created * 1000);
    movements.push({ kind: "refund", reference, amount: money, status, at });
  }
  return ok(movements);
}

function statusOf({ status }: { status?: string | null | undefined }): ProviderOperation["status"] {
  switch (status) {
    case "succeeded":
      return "succeeded";
    case "failed":
    case "canceled":
      return "declined";
    default:
      return "pending";
  }
}
