import { describe, expect, it } from "vitest";
import type { ProviderReference } from "../ids";
import { err, ok } from "../result";
import { applyChanges } from "./apply-changes";
import { decideAmountAnswer, decideAmountPush } from "./decide-amount";
import type { PaymentState } from "./store";
import { ANSWERS, approvedWith, begun, EUR, emptyState, NOW, settled } from "./test-state";

const CLIENT = { kind: "client_confirmation", clientSecret: "secret" } as const;
const waits = {
  kind: "action_required" as const,
  reference: "pay_1" as ProviderReference,
  action: CLIENT,
  facts: { attributes: {}, instrument: null },
};

/** Prepared for 6500, while the order costs 7000 now. */
function dearer() {
  const { state, transaction } = begun(emptyState(), { places: false });
  const waiting = settled(state, transaction.id, ANSWERS.action_required);
  const order = { ...waiting.order, totalMinor: 7000 };
  return { state: { ...waiting, order }, transaction };
}

const push = (state: PaymentState) =>
  decideAmountPush(state, { sourceId: "SourceAAAA", callId: "call", now: NOW });

function answered(
  state: PaymentState,
  transactionId: string,
  answer: Parameters<typeof decideAmountAnswer>[1]["answer"],
) {
  const amount = { amountMinor: 7000, currency: EUR };
  const given = { transactionId, callId: "call", amount, answer, transcripts: [], now: NOW };
  const decided = decideAmountAnswer(state, given);
  if (!decided.ok) throw new Error("It never refuses.");
  return applyChanges(state, decided.value.changes);
}

describe("another amount for what a shopper has not confirmed", () => {
  it("is written ahead as a call, and changes nothing else before its answer", () => {
    const { state, transaction } = dearer();
    const decided = push(state);
    expect(decided).toMatchObject({
      value: {
        changes: [{ kind: "call_started", call: { id: "call", operation: "change_amount" } }],
        value: { amount: { amountMinor: 7000 }, transaction: { id: transaction.id } },
      },
    });
  });

  it("is the source's and its attempt's in the commit of the answer", () => {
    const { state, transaction } = dearer();
    const after = answered(state, transaction.id, ok({ isChanged: true, outcome: waits }));
    expect(after.sources[0]?.amount.amountMinor).toBe(7000);
    expect(after.transactions[0]).toMatchObject({
      status: "action_required",
      amount: { amountMinor: 7000 },
      action: CLIENT,
    });
  });

  it.each([
    ["no answer came", err({ code: "provider_indeterminate" as const, detail: "timeout" })],
    ["its state does not allow it", ok({ isChanged: false, outcome: waits })],
  ])("is not believed where %s", (_, answer) => {
    const { state, transaction } = dearer();
    const after = answered(state, transaction.id, answer);
    expect(after.sources).toEqual(state.sources);
    expect(after.transactions).toEqual(state.transactions);
  });

  it("leaves an attempt alone that has ended meanwhile, and its source with what is held", () => {
    const { state, transaction } = dearer();
    const held = settled(state, transaction.id, ok(approvedWith(6500)));
    const after = answered(held, transaction.id, ok({ isChanged: true, outcome: waits }));
    expect(after.transactions).toEqual(held.transactions);
    expect(after.sources[0]?.amount.amountMinor).toBe(6500);
  });

  it("is not asked for beside an attempt that is on its way, nor of an order that is placed", () => {
    const { state } = begun(emptyState(), { places: false });
    expect(push(state)).toEqual(err({ code: "attempt_running" }));
    const placed = { ...dearer().state.order, status: "placed" as const };
    expect(push({ ...dearer().state, order: placed })).toEqual(
      err({ code: "order_not_editable", status: "placed" }),
    );
  });
});
