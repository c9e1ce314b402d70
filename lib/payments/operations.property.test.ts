import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProviderReference } from "../ids";
import type { ProviderAnswer } from "../providers/provider";
import { err, ok } from "../result";
import { applyChanges } from "./apply-changes";
import { decideOperation, type OperationKind } from "./decide-operation";
import { decideSettlement } from "./decide-settlement";
import { paymentStatusOf, succeededMinor } from "./payment-status";
import type { PaymentState, StoredTransaction } from "./store";
import { ANSWERS, approvedWith, begun, emptyState, FOLLOW, NOW, settled } from "./test-state";
import { isUnsettled } from "./transaction";

const TOTAL_MINOR = 6500;

type Command =
  | {
      do: "ask";
      kind: OperationKind;
      parent: number;
      amountMinor: number | null;
      key: number | null;
    }
  | { do: "answer"; which: number; how: "succeeded" | "declined" | "pending" | "indeterminate" };

const commands = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant("ask" as const),
      kind: fc.constantFrom<OperationKind>("capture", "capture", "refund", "refund", "void"),
      parent: fc.nat(8),
      amountMinor: fc.oneof(
        fc.constant(null),
        fc.integer({ min: -1, max: 2000 }),
        fc.integer({ min: 2000, max: TOTAL_MINOR + 1 }),
      ),
      key: fc.option(fc.nat(3)),
    }),
    fc.record({
      do: fc.constant("answer" as const),
      which: fc.nat(8),
      how: fc.constantFrom(
        "succeeded" as const,
        "succeeded",
        "succeeded",
        "declined",
        "pending",
        "indeterminate",
      ),
    }),
  ),
  { maxLength: 40, size: "max" },
);

/** Captured and given back in part, whatever chance comes to. */
const REFUNDED: Command[] = [
  { do: "ask", kind: "capture", parent: 1, amountMinor: null, key: null },
  { do: "answer", which: 0, how: "succeeded" },
  { do: "ask", kind: "refund", parent: 1, amountMinor: 1000, key: null },
  { do: "answer", which: 0, how: "succeeded" },
];

function authorized(): PaymentState {
  const { state, transaction } = begun(emptyState());
  return settled(state, transaction.id, ANSWERS.succeeded);
}

function answerTo(
  transaction: StoredTransaction,
  how: "succeeded" | "declined" | "pending" | "indeterminate",
): ProviderAnswer {
  const facts = { attributes: {}, instrument: null };
  const reference = "pay_1" as ProviderReference;
  switch (how) {
    case "succeeded":
      return ok({
        ...approvedWith(transaction.amount.amountMinor),
        transactionReference: `act_${transaction.id}` as ProviderReference,
      });
    case "declined":
      return ANSWERS.declined;
    case "pending":
      return ok({ kind: "pending", reference, facts });
    case "indeterminate":
      return err({ code: "provider_indeterminate", detail: "timeout" });
  }
}

function run(state: PaymentState, command: Command, step: number): PaymentState {
  if (command.do === "ask") {
    // Mostly something that fits; also what does not.
    const kind = command.kind === "refund" ? "capture" : "authorization";
    const fitting = state.transactions.filter((each) => each.kind === kind);
    const among = fitting.length > 0 && command.parent > 0 ? fitting : state.transactions;
    const parent = among[command.parent % among.length];
    const decided = decideOperation(state, {
      ...FOLLOW,
      kind: command.kind,
      parentId: parent?.id ?? "",
      amountMinor: command.amountMinor,
      idempotencyKey: command.key === null ? null : `key-${command.key}`,
      id: `T${step}`,
      callId: `call-${step}`,
    });
    return decided.ok ? applyChanges(state, decided.value.changes) : state;
  }
  const open = state.transactions.filter((each) => isUnsettled(each.status));
  const chosen = open[command.which % Math.max(1, open.length)];
  if (!chosen) return state;
  const decided = decideSettlement(state, {
    transactionId: chosen.id,
    answer: answerTo(chosen, command.how),
    callId: null,
    transcripts: [],
    placesNow: false,
    newId: () => `N${step}`,
    now: NOW,
    follow: { ...FOLLOW, id: `F${step}` },
  });
  return decided.ok ? applyChanges(state, decided.value.changes) : state;
}

const spentMinor = (state: PaymentState, kind: OperationKind, parentId?: string) =>
  state.transactions
    .filter(
      (each) =>
        each.kind === kind &&
        (parentId === undefined || each.parentId === parentId) &&
        each.status !== "declined" &&
        each.status !== "failed",
    )
    .reduce((sum, each) => sum + each.amount.amountMinor, 0);

/** I2, I10 and I7 of the invariants, also for what only may have happened. */
function check(state: PaymentState): void {
  const captured = spentMinor(state, "capture");
  const voided = spentMinor(state, "void");
  expect(captured + voided).toBeLessThanOrEqual(TOTAL_MINOR);
  expect(captured > 0 && voided > 0).toBe(false);
  for (const capture of state.transactions.filter(({ kind }) => kind === "capture")) {
    const refunded = spentMinor(state, "refund", capture.id);
    expect(refunded).toBeLessThanOrEqual(capture.amount.amountMinor);
    if (refunded > 0) expect(capture.status).toBe("succeeded");
  }
  const keys = state.transactions.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(state.order.paymentStatus).toBe(paymentStatusOf(TOTAL_MINOR, state.transactions));
}

describe("operations in any order, with any answers", () => {
  it("never spend more than was authorized, nor give back more than was captured", () => {
    let refunds = 0;
    fc.assert(
      fc.property(commands, (given) => {
        let state = authorized();
        given.forEach((command, step) => {
          state = run(state, command, step);
          check(state);
        });
        refunds += succeededMinor(state.transactions, "refund") > 0 ? 1 : 0;
      }),
      { numRuns: 200, examples: [[REFUNDED]] },
    );
    // The runs reach what they are about.
    expect(refunds).toBeGreaterThan(0);
  });

  it("is one operation however often it is asked for with its key", () => {
    const state = authorized();
    const [authorization] = state.transactions;
    const ask = (from: PaymentState, id: string) =>
      decideOperation(from, {
        ...FOLLOW,
        kind: "capture",
        parentId: authorization?.id ?? "",
        amountMinor: 1000,
        idempotencyKey: "k",
        id,
      });
    const first = ask(state, "T1");
    if (!first.ok) throw new Error(first.error.code);
    const again = ask(applyChanges(state, first.value.changes), "T2");
    expect(again).toMatchObject({
      ok: true,
      value: { changes: [], value: { kind: "repeated", transaction: { id: "T1" } } },
    });
  });
});
