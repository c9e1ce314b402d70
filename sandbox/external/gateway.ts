/** One call to the merchant's bank: decides, books, and says what the platform is answered. */
import type { Context } from "../core/context";
import type { SandboxResponse } from "../core/http";
import { registerSigner } from "../core/signing";
import { registerTask } from "../core/tasks";
import type { Behaviour, Refusal } from "./behaviours";
import type { Instruction } from "./document";
import { findMerchant, type Merchant } from "./merchants";
import { signatureHeaders } from "./signature";
import {
  available,
  findTransaction,
  listChildren,
  saveTransaction,
  type TransactionKind,
  type TransactionRecord,
} from "./transactions";

const DECIDE = "external.decide";
const SIGNER = "external";
const CALLBACK_AFTER_MS = 1_000;
const RETRIES_MS = [60_000, 300_000, 1_800_000];

registerSigner(SIGNER, signatureHeaders);

type Outcome = Pick<TransactionRecord, "token" | "amountMinor" | "actionId" | "metadata">;

function outcomeBody(outcome: Outcome, refusal: Refusal | null): object {
  const { token, amountMinor, actionId, metadata } = outcome;
  return {
    success: refusal === null,
    data: {
      transaction_token: token,
      amount_cents: amountMinor,
      ...(actionId !== null && { action_id: actionId }),
      ...(refusal === null ? { metadata } : { error: refusal }),
    },
  };
}

/** A capture, void or refund against its parent: the amount it takes, or why not. */
function amountAgainst(
  context: Context,
  merchant: Merchant,
  kind: TransactionKind,
  instruction: Instruction,
): { amountMinor: number; currency: string } | Refusal {
  const { amountMinor: asked, currency, parentToken } = instruction;
  if (kind === "authorization" || parentToken === null) {
    if (asked !== null && currency !== null) return { amountMinor: asked, currency };
    return { code: "amount_missing", message: "The document names no amount or no currency." };
  }
  const parent = findTransaction(context, merchant.id, parentToken);
  if (parent === null) return { code: "not_found", message: "This transaction is not known." };
  const left = available(kind, parent, listChildren(context, parent));
  const amountMinor = kind === "void" ? left : (asked ?? left);
  if (left <= 0) return { code: "not_allowed", message: "This transaction allows it no more." };
  if (amountMinor > left) return { code: "amount_too_large", message: `At most ${left} is left.` };
  return { amountMinor, currency: parent.currency };
}

/**
 * Runs one action. A refusal is an answer of 200 with `success: false`; 202 promises a callback.
 */
export function perform(
  context: Context,
  merchant: Merchant,
  kind: TransactionKind,
  instruction: Instruction,
  behaviour: Behaviour,
): SandboxResponse {
  const amount = amountAgainst(context, merchant, kind, instruction);
  const parent = findTransaction(context, merchant.id, instruction.parentToken ?? "");
  const isAlwaysLater = behaviour.isAlwaysLater || parent?.isAlwaysLater === true;
  const isLater = behaviour.answer === "later" || isAlwaysLater;
  const token = context.ids.base62("nb_", 20);
  const actionId = isLater ? context.ids.base62("nba_", 20) : null;
  const { metadata, parentToken, reference } = instruction;
  // What follows an authorization shares its fate.
  const fault = behaviour.fault ?? context.paymentFaults.of(parentToken ?? "");
  context.paymentFaults.bind(token, fault);
  if ("code" in amount) {
    const nothing = { token, actionId: null, metadata, amountMinor: instruction.amountMinor ?? 0 };
    return { status: 200, body: outcomeBody(nothing, amount) };
  }
  const record: TransactionRecord = {
    token,
    merchant: merchant.id,
    kind,
    amountMinor: amount.amountMinor + behaviour.amountShiftMinor,
    currency: amount.currency,
    parentToken,
    state: "pending",
    actionId,
    reference,
    metadata,
    isAlwaysLater,
  };
  if (!isLater) {
    return { status: 200, body: decide(context, record, behaviour.refusal) };
  }
  saveTransaction(context, record);
  context.tasks.schedule({
    kind: DECIDE,
    dueAt: context.now() + CALLBACK_AFTER_MS,
    payload: { merchant: merchant.id, token, refusal: JSON.stringify(behaviour.refusal) },
  });
  return { status: 202, body: outcomeBody(record, null) };
}

/**
 * Settles a transaction in the store and, when it was approved, in the book; the body tells of it.
 */
function decide(context: Context, record: TransactionRecord, refusal: Refusal | null): object {
  saveTransaction(context, { ...record, state: refusal === null ? "approved" : "declined" });
  if (refusal === null) {
    context.book.record({
      provider: "external",
      account: record.merchant,
      paymentId: record.parentToken ?? record.token,
      transactionId: record.token,
      kind: record.kind,
      amountMinor: record.amountMinor,
      currency: record.currency,
      reference: record.reference,
      metadata: record.metadata,
    });
  }
  return outcomeBody(record, refusal);
}

registerTask(DECIDE, ({ merchant: id = "", token = "", refusal = "null" }, context) => {
  const merchant = findMerchant(context, id);
  const record = findTransaction(context, id, token);
  if (merchant === null || record === null || record.state !== "pending") return;
  const parsed: Refusal | null = JSON.parse(refusal);
  const body = decide(context, record, parsed);
  if (merchant.callback_url === null) return;
  context.webhooks.queue({
    provider: "external",
    account: merchant.id,
    eventId: record.actionId ?? token,
    eventType: `${record.kind}.${parsed === null ? "approved" : "declined"}`,
    url: merchant.callback_url,
    body: JSON.stringify(body),
    signer: SIGNER,
    secret: merchant.shared_secret,
    schedule: RETRIES_MS,
  });
});
