/**
 * Listing by the payment search. It answers at most so many payments of a span of time, in an order
 * of its own; a span that holds more is halved until it does not, which needs no order and no token.
 */
import { z } from "zod";
import type { ProviderReference } from "../../ids";
import type { CurrencyCode } from "../../money/money";
import { err, ok, type Result } from "../../result";
import type { ProviderError } from "../provider";
import type { ListedPayment, ListInput, PaymentPage, ProviderMovement } from "../provider-list";
import { type CheckoutComCall, type CheckoutComProblem, callCheckoutCom } from "./client";
import { errorOf } from "./errors";
import { moneyOf, ownershipFields, unreadable } from "./responses";

/** What one search may answer. */
const SEARCH_MAX = 1000;
/** Times there have more digits than ours, and whether the ends count is not said. */
const MARGIN_MS = 1000;

const actionSchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  processed_on: z.string().nullish(),
  amount: z.number().nullish(),
  approved: z.boolean().nullish(),
  status: z.string().nullish(),
  response_code: z.string().nullish(),
});
const paymentSchema = z.looseObject({
  id: z.string(),
  requested_on: z.string(),
  amount: z.number(),
  currency: z.string(),
  status: z.string(),
  reference: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  expires_on: z.string().nullish(),
  actions: z.array(actionSchema).catch([]),
});
type Found = z.infer<typeof paymentSchema>;
const answerSchema = z.looseObject({
  data: z.array(z.unknown()),
  _links: z.looseObject({ next: z.unknown().optional() }).nullish(),
});

/** Milliseconds since 1970; from the first, before the second. */
type Span = readonly [number, number];
const spansSchema = z.array(z.tuple([z.number(), z.number()]));

/** The cursor holds the spans that are still to be asked about. */
export async function list(
  call: CheckoutComCall,
  { from, to, cursor, limit }: ListInput,
): Promise<Result<PaymentPage, ProviderError>> {
  const spans: Span[] = cursor === null ? [[+from, +to]] : spansSchema.parse(JSON.parse(cursor));
  const [span, ...rest] = spans;
  if (span === undefined) return ok({ payments: [], next: null });
  const [begin, end] = span;
  const isShort = end - begin <= 2 * MARGIN_MS;
  const found = await search(call, span, isShort ? SEARCH_MAX : Math.min(limit, SEARCH_MAX));
  if (!found.ok) return found;
  if (!found.value.isCut) return ok({ payments: found.value.payments, next: cursorOf(rest) });
  if (isShort) {
    const detail = `Checkout.com lists no more than ${SEARCH_MAX} payments of two seconds.`;
    return err({ code: "provider_rejected_request", detail });
  }
  const middle = Math.floor((begin + end) / 2);
  return ok({ payments: [], next: cursorOf([[middle, end], [begin, middle], ...rest]) });
}

const cursorOf = (spans: readonly Span[]): string | null =>
  spans.length === 0 ? null : JSON.stringify(spans);

async function search(
  call: CheckoutComCall,
  [begin, end]: Span,
  limit: number,
): Promise<Result<{ payments: ListedPayment[]; isCut: boolean }, ProviderError>> {
  const body = {
    from: new Date(begin - MARGIN_MS).toISOString(),
    to: new Date(end + MARGIN_MS).toISOString(),
    limit,
  };
  const answer = await callCheckoutCom(
    call,
    { method: "POST", path: "/payments/search", body, expected: () => 200 },
    (sdk) => sdk.payments.search(body),
  );
  if (!answer.ok) return err(searchError(answer.error));
  const parsed = answerSchema.safeParse(answer.value);
  if (!parsed.success) return err(unreadable("search"));
  const payments: ListedPayment[] = [];
  for (const one of parsed.data.data) {
    const found = paymentSchema.safeParse(one);
    if (!found.success) return err(unreadable("search"));
    const at = Date.parse(found.data.requested_on);
    if (at >= begin && at < end) payments.push(...listedOf(found.data));
  }
  const isCut = parsed.data.data.length >= limit || parsed.data._links?.next != null;
  return ok({ payments, isCut });
}

/** A key may be good for payments and not for this. */
function searchError(problem: CheckoutComProblem): ProviderError {
  if (problem.status !== 403) return errorOf(problem);
  const detail = "Checkout.com: the secret key lacks the scope payments:search.";
  return { code: "provider_unauthorized", detail };
}

/** None for one that never held money. */
function listedOf(found: Found): ListedPayment[] {
  const owner = {
    reference: found.id as ProviderReference,
    ...ownershipFields(found),
    at: new Date(found.requested_on),
  };
  const held = moneyOf(found.amount, found.currency);
  if (held === null) return [{ ...owner, movements: [] }];
  const movements = found.actions.flatMap((action) => movementOf(action, held.currency, owner.at));
  if (!movements.some(({ kind }) => kind === "authorization")) return [];
  const isUsed = movements.some(({ kind }) => kind === "capture" || kind === "void");
  // What time has let go has no action of its own.
  const isOver = /^(expired|canceled|voided)$/i.test(found.status) && !isUsed;
  const at = new Date(found.expires_on ?? found.requested_on);
  const over = { kind: "void", reference: null, amount: held, status: "succeeded", at } as const;
  return [{ ...owner, movements: isOver ? [...movements, over] : movements }];
}

const KINDS: Readonly<Record<string, ProviderMovement["kind"]>> = {
  Authorization: "authorization",
  Capture: "capture",
  Void: "void",
  Refund: "refund",
};

function movementOf(
  action: z.infer<typeof actionSchema>,
  currency: CurrencyCode,
  requestedAt: Date,
): ProviderMovement[] {
  const kind = KINDS[action.type];
  const amount = moneyOf(action.amount ?? 0, currency);
  const isPending = action.status?.toLowerCase() === "pending";
  if (kind === undefined || amount === null || (!isApproved(action) && !isPending)) return [];
  // Of an authorization only the answer counts: its request is listed beside it.
  if (kind === "authorization" && (isPending || amount.amountMinor === 0)) return [];
  const at = action.processed_on ? new Date(action.processed_on) : requestedAt;
  const reference = action.id as ProviderReference;
  return [{ kind, reference, amount, status: isPending ? "pending" : "succeeded", at }];
}

function isApproved({ approved, status, response_code }: z.infer<typeof actionSchema>): boolean {
  if (approved != null) return approved;
  if (status != null) return status.toLowerCase() === "approved";
  return response_code?.startsWith("10") ?? false;
}
