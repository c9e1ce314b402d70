import { describe, expect, it } from "vitest";
import type { ProviderReference, TransactionId } from "../ids";
import { err, ok } from "../result";
import { applyChanges, withAttention } from "./apply-changes";
import { attentionChanges } from "./attention-changes";
import { nextCheckAt } from "./check-schedule";
import { decideFound } from "./decide-found";
import { decideSettlement } from "./decide-settlement";
import type { PaymentChange, PaymentState, StoredTransaction } from "./store";
import { ANSWERS, approvedWith, begun, EUR, emptyState, NOW, settled } from "./test-state";

const HOUR_MS = 3_600_000;
const after = (ms: number) => new Date(NOW.getTime() + ms);
const openIn = ({ attention }: PaymentState) =>
  attention.filter(({ isOpen }) => isOpen).map(({ id }) => id);

function paid(): { state: PaymentState; authorization: StoredTransaction } {
  const { state, transaction } = begun(emptyState());
  const placed = settled(state, transaction.id, ANSWERS.succeeded);
  const [authorization] = placed.transactions;
  if (!authorization) throw new Error("Nothing was authorized.");
  return { state: placed, authorization };
}

/** A transaction that was settled beside the authorization. */
const beside = (
  state: PaymentState,
  parent: StoredTransaction,
  set: Partial<StoredTransaction>,
): PaymentState =>
  applyChanges(state, [
    {
      kind: "transaction_created",
      transaction: {
        ...parent,
        id: `${set.kind}-1` as TransactionId,
        parentId: parent.id,
        attempt: null,
        live: false,
        paymentReference: null,
        ourReference: null,
        reference: null,
        status: "succeeded",
        ...set,
      },
    },
  ]);

/** As a check that learned nothing leaves it. */
function lookedAt(state: PaymentState, id: string, ageMs: number): PaymentState {
  const before = state.transactions.find((each) => each.id === id);
  if (!before) throw new Error("There is no such transaction.");
  const set = { nextCheckAt: nextCheckAt(after(ageMs), before.requestedAt) };
  return applyChanges(state, [
    { kind: "transaction_changed", id: before.id, from: before.status, set },
  ]);
}

describe("an unknown outcome", () => {
  it.each(["pending", "indeterminate"] as const)("that is %s is listed after a day", (status) => {
    const { state, transaction } = begun(emptyState());
    const open = settled(state, transaction.id, ANSWERS[status]);
    expect(openIn(lookedAt(open, transaction.id, 6 * HOUR_MS))).toEqual([]);
    const listed = lookedAt(open, transaction.id, 24 * HOUR_MS);
    expect(openIn(listed)).toEqual([`unknown_outcome:${transaction.id}`]);
    // Once for one cause, however often it is looked at.
    expect(attentionChanges(lookedAt(listed, transaction.id, 48 * HOUR_MS))).toEqual([]);
    const known = settled(listed, transaction.id, ANSWERS.declined);
    expect(openIn(known)).toEqual([]);
  });

  it("at the bank is listed when nobody asks any more, and not before a browser confirmed it", () => {
    const { state, transaction } = begun(emptyState());
    const waiting = settled(state, transaction.id, ANSWERS.action_required);
    expect(openIn(lookedAt(waiting, transaction.id, 48 * HOUR_MS))).toEqual([]);
    const given = lookedAt(waiting, transaction.id, 400 * HOUR_MS);
    expect(openIn(given)).toEqual([`unknown_outcome:${transaction.id}`]);
    const action = { kind: "client_confirmation", clientSecret: "" } as const;
    const answer = ok({ ...ANSWERS.action_required.value, action });
    const prepared = settled(state, transaction.id, answer);
    expect(openIn(lookedAt(prepared, transaction.id, 400 * HOUR_MS))).toEqual([]);
  });

  it("is written in the same commit as the check that found it, with one line", () => {
    const { state, transaction } = begun(emptyState());
    const open = settled(state, transaction.id, ANSWERS.pending);
    const change: PaymentChange = {
      kind: "transaction_changed",
      id: transaction.id,
      from: "pending",
      set: { nextCheckAt: null },
    };
    const written = withAttention(open, [change]).map((each) => each.kind);
    expect(written).toEqual(["transaction_changed", "attention_raised", "event"]);
    expect(withAttention(open, [])).toEqual([]);
  });

  it("that somebody resolved stays off the list while it is what they saw", () => {
    const { state, transaction } = begun(emptyState());
    const open = settled(state, transaction.id, ANSWERS.indeterminate);
    const listed = lookedAt(open, transaction.id, 24 * HOUR_MS);
    const id = `unknown_outcome:${transaction.id}`;
    const resolved = applyChanges(listed, [
      { kind: "attention_resolved", id, by: "user", note: "The provider says no." },
    ]);
    expect(openIn(lookedAt(resolved, transaction.id, 48 * HOUR_MS))).toEqual([]);
    const moved = settled(resolved, transaction.id, ANSWERS.pending);
    expect(openIn(lookedAt(moved, transaction.id, 72 * HOUR_MS))).toEqual([id]);
  });
});

describe("what goes wrong while nobody looks", () => {
  const failed = { kind: "capture", status: "declined", settledAt: NOW } as const;

  it("is listed where it follows by itself, and goes when it is made good", () => {
    const { state, authorization } = paid();
    const key = { idempotencyKey: `auto-capture:${authorization.id}` };
    const bad = beside(state, authorization, { ...failed, ...key });
    expect(openIn(bad)).toEqual(["capture_failed:capture-1"]);
    const id = "capture-2" as TransactionId;
    const good = beside(bad, authorization, { kind: "capture", id, requestedAt: after(HOUR_MS) });
    expect(openIn(good)).toEqual([]);
  });

  it("is listed where whoever asked was told that it was accepted", () => {
    const { state, authorization } = paid();
    const told = beside(state, authorization, { ...failed, kind: "void", checksCount: 2 });
    expect(openIn(told)).toEqual(["void_failed:void-1"]);
    // A refusal at the button was seen by whoever pressed it.
    expect(openIn(beside(state, authorization, { ...failed, checksCount: 1 }))).toEqual([]);
  });
});

describe("what a provider brings", () => {
  it("and breaks the balance is listed, and kept", () => {
    const { state, authorization } = paid();
    const amount = { amountMinor: 6501, currency: EUR };
    const broken = beside(state, authorization, { kind: "capture", origin: "provider", amount });
    expect(openIn(broken)).toEqual([`breaks_balance:${authorization.id}`]);
  });

  it("and is another amount than the order's is listed until it is voided", () => {
    const { state, transaction } = begun(emptyState());
    const wrong = settled(state, transaction.id, ok(approvedWith(6400)));
    expect(openIn(wrong)).toEqual([`wrong_amount:${transaction.id}`]);
    const released = applyChanges(wrong, [
      { kind: "transaction_changed", id: transaction.id, from: "succeeded", set: { live: false } },
    ]);
    expect(openIn(released)).toEqual([]);
  });

  it.each([
    ["declined", ANSWERS.succeeded],
    ["succeeded", ANSWERS.declined],
  ] as const)("and contradicts what had %s is kept and listed once", (settledAs, answer) => {
    const { state, transaction } = begun(emptyState());
    const before = settled(state, transaction.id, ANSWERS[settledAs]);
    expect(settled(before, transaction.id, ANSWERS[settledAs])).toBe(before);
    const contradicted = settled(before, transaction.id, answer);
    expect(contradicted.transactions).toEqual(before.transactions);
    expect(openIn(contradicted)).toEqual([`contradiction:${transaction.id}`]);
    expect(settled(contradicted, transaction.id, answer)).toBe(contradicted);
    const sure = settled(before, transaction.id, err({ code: "provider_unreachable", detail: "" }));
    expect(sure).toBe(before);
  });

  it("names the event that said so", () => {
    const { state, authorization } = paid();
    const decided = decideSettlement(state, {
      transactionId: authorization.id,
      answer: ANSWERS.declined,
      ...{
        callId: null,
        transcripts: [],
        placesNow: false,
        newId: () => "N",
        now: NOW,
        follow: null,
      },
      webhookEventId: "evt_1",
    });
    const changes = decided.ok ? decided.value.changes : [];
    expect(changes[0]).toMatchObject({
      kind: "attention_raised",
      cause: { webhookEventId: "evt_1" },
    });
  });
});

describe("what a provider takes back", () => {
  const refunded = () => {
    const { state, authorization } = paid();
    const captured = beside(state, authorization, { kind: "capture" });
    const capture = captured.transactions.at(-1);
    if (!capture) throw new Error("Nothing was captured.");
    const reference = "re_1" as ProviderReference;
    const full = beside(captured, capture, { kind: "refund", reference });
    return { state: full, authorization };
  };
  const found = (status: "succeeded" | "declined") => ({
    reference: "pay_1" as ProviderReference,
    ourReference: null,
    installationId: null,
    amount: { amountMinor: 6500, currency: EUR },
    authorization: approvedWith(),
    capturedMinor: 6500,
    refundedMinor: status === "succeeded" ? 6500 : 0,
    voided: false,
    operations: [
      {
        kind: "refund",
        reference: "re_1" as ProviderReference,
        amountMinor: 6500,
        status,
      } as const,
    ],
  });
  const look = (state: PaymentState, id: string, status: "succeeded" | "declined") => {
    const decided = decideFound(state, {
      authorizationId: id,
      found: found(status),
      newId: () => "N",
      now: NOW,
    });
    return decided.ok ? applyChanges(state, decided.value.changes) : state;
  };

  it("is listed: a refund that failed after it had succeeded", () => {
    const { state, authorization } = refunded();
    const reversed = look(state, authorization.id, "declined");
    expect(openIn(reversed)).toEqual(["refund_reversed:refund-1"]);
    expect(reversed.transactions).toEqual(state.transactions);
    expect(look(reversed, authorization.id, "declined")).toBe(reversed);
    expect(openIn(look(reversed, authorization.id, "succeeded"))).toEqual([]);
  });

  it("is listed: less captured there than here", () => {
    const { state, authorization } = paid();
    const captured = beside(state, authorization, { kind: "capture" });
    const decided = decideFound(captured, {
      authorizationId: authorization.id,
      found: { ...found("declined"), operations: [], capturedMinor: 0 },
      newId: () => "N",
      now: NOW,
    });
    const next = decided.ok ? applyChanges(captured, decided.value.changes) : captured;
    expect(openIn(next)).toEqual([`contradiction:${authorization.id}`]);
  });
});
