import { describe, expect, it } from "vitest";
import type { GatewayId, PaymentSourceId, TransactionId } from "../ids";
import { ok } from "../result";
import { applyChanges } from "./apply-changes";
import { CLOSED } from "./circuit";
import { decideSupersede } from "./decide-attempt";
import { decideSettlement } from "./decide-settlement";
import { liveAttemptOf } from "./deciding";
import { methodTaken } from "./method-fee";
import type { PaymentMethod } from "./payment-method";
import type { Gateway, PaymentState } from "./store";
import {
  ANSWERS,
  approvedWith,
  begun,
  countingIds,
  emptyState,
  FOLLOW,
  NOW,
  settled,
  sourceFor,
} from "./test-state";

const METHOD: PaymentMethod = {
  id: "MethodPaid",
  gatewayId: "GatewayAAA" as GatewayId,
  sourceType: "checkout_com_payments",
  name: "Card",
  description: null,
  currency: null,
  feeMinor: 0,
  autoPlace: false,
  autoCapture: false,
  autoCaptureMaxMinor: null,
  isEnabled: true,
};
const GATEWAY: Gateway = {
  id: "GatewayAAA" as GatewayId,
  type: "checkout_com_gateways",
  mode: "test",
  name: "Cards",
  config: {},
  forcePayments: true,
  isEnabled: true,
  circuit: CLOSED,
};
type Given = { forces?: boolean; autoPlace?: boolean; chosenPlaces?: boolean };

function shopWith({ forces = true, autoPlace = false, chosenPlaces = false }: Given): PaymentState {
  return {
    ...emptyState(),
    gateways: [{ ...GATEWAY, forcePayments: forces }],
    methods: [
      { ...METHOD, autoPlace },
      { ...METHOD, id: "MethodNext", autoPlace: chosenPlaces },
    ],
  };
}

const paidBy = (state: PaymentState) => sourceFor(state, { paymentMethodId: "MethodPaid" });

/** An attempt is under way, and the client has given the order another source since. */
function replaced(given: Given) {
  const empty = shopWith(given);
  const { state, transaction } = begun(empty, { places: false, source: paidBy(empty) });
  const next = sourceFor(state, {
    id: "SourceNext" as PaymentSourceId,
    paymentMethodId: "MethodNext",
  });
  const order = { ...state.order, paymentSourceId: next.id, paymentMethodId: "MethodNext" };
  return { state: { ...state, order, sources: [...state.sources, next] }, transaction };
}

/** The shopper pressed "Pay", left the bank's page and began anew; `next`: what became of the second attempt. */
function begunAnew(given: Given, next: "declined" | "pending") {
  const empty = shopWith(given);
  const first = begun(empty, { source: paidBy(empty) });
  const waiting = settled(first.state, first.transaction.id, ANSWERS.action_required);
  const ended = decideSupersede(waiting, {
    transactionId: first.transaction.id,
    isCancelled: false,
    now: NOW,
  });
  if (!ended.ok) throw new Error("refused");
  const ids = countingIds();
  for (let used = 0; used < 3; used += 1) ids.resource();
  const second = begun(applyChanges(waiting, ended.value.changes), {
    source: sourceFor(waiting, { id: "SourceNext" as PaymentSourceId }),
    ids,
    places: false,
  });
  const state = settled(second.state, second.transaction.id, ANSWERS[next]);
  return { state, transaction: first.transaction };
}

function approve(state: PaymentState, transactionId: TransactionId, amountMinor = 6500) {
  const decided = decideSettlement(state, {
    transactionId,
    answer: ok(approvedWith(amountMinor)),
    callId: null,
    transcripts: [],
    placesNow: false,
    newId: () => "NewIdAAAAA",
    now: NOW,
    follow: FOLLOW,
  });
  if (!decided.ok) throw new Error("A settlement never refuses.");
  const { changes, value } = decided.value;
  const names = changes.map((change) => (change.kind === "event" ? change.event.name : ""));
  return { after: applyChanges(state, changes), names, follow: value.follow };
}

describe("a payment that a gateway forces on an order", () => {
  it("becomes the order's in the same commit, with a line in the history", () => {
    const { state, transaction } = replaced({});
    const { after, names } = approve(state, transaction.id);
    expect(after.order).toMatchObject({
      status: "pending",
      paymentStatus: "authorized",
      paymentSourceId: "SourceAAAA",
      paymentMethodId: "MethodPaid",
    });
    expect(names).toContain("order.payment_source_attached");
  });

  it("places the order where its own method says so", () => {
    const { state, transaction } = replaced({ autoPlace: true });
    expect(approve(state, transaction.id).after.order.status).toBe("placed");
  });

  it("is not placed by what the method says that the order had chosen since", () => {
    const { state, transaction } = replaced({ chosenPlaces: true });
    expect(approve(state, transaction.id).after.order.status).toBe("pending");
  });

  it("is the order's with a wrong amount too, and not placed", () => {
    const { state, transaction } = replaced({ autoPlace: true });
    const { after } = approve(state, transaction.id, 6499);
    expect(after.order).toMatchObject({ status: "pending", paymentSourceId: "SourceAAAA" });
    expect(after.transactions[0]?.detail).toContain("6499");
  });

  it("says nothing where it is the order's already", () => {
    const empty = shopWith({});
    const { state, transaction } = begun(empty, { places: false, source: paidBy(empty) });
    expect(approve(state, transaction.id).names).not.toContain("order.payment_source_attached");
  });

  it("is placed where the shopper had begun anew and nothing came of that", () => {
    const { state, transaction } = begunAnew({}, "declined");
    const { after, follow } = approve(state, transaction.id);
    expect(after.order).toMatchObject({ status: "placed", paymentSourceId: "SourceAAAA" });
    expect(liveAttemptOf(after)).toMatchObject({ id: transaction.id, supersededAt: null });
    expect(follow).toBeNull();
  });

  it.each([
    ["another attempt holds the order", "pending", {}, 6500],
    ["the order costs something else now", "declined", {}, 6400],
    [
      "a merchant's service wants to see the order first",
      "declined",
      { validation: { url: "https://merchant.example", sharedSecret: null } },
      6500,
    ],
  ] as const)("is given back where %s", (_, next, order, amountMinor) => {
    const { state, transaction } = begunAnew({}, next);
    const changed = { ...state, order: { ...state.order, ...order } };
    const { after, follow } = approve(changed, transaction.id, amountMinor);
    expect(after.order.paymentSourceId).toBe("SourceNext");
    expect(follow?.transaction).toMatchObject({ kind: "void", parentId: transaction.id });
  });
});

describe("a payment that a gateway forces on an order whose total another method's fee has changed", () => {
  /** Begun with the first method; the second one, of another fee, is the order's by now. */
  function taken({ state, transaction }: ReturnType<typeof begunAnew>) {
    const methods = state.methods.map((each) =>
      each.id === "MethodNext" ? { ...each, feeMinor: 150 } : each,
    );
    const order = { ...state.order, paymentMethodId: "MethodPaid" };
    const priced = { ...state, order, methods };
    const { set } = methodTaken(priced, "MethodNext", NOW);
    return { state: { ...priced, order: { ...priced.order, ...set } }, transaction };
  }
  const orderAfter = (given: ReturnType<typeof begunAnew>) => {
    const { state, transaction } = taken(given);
    expect(state.order.totalMinor).toBe(6650);
    const { after, names, follow } = approve(state, transaction.id);
    return { order: after.order, names, follow };
  };

  it("costs what it did when that payment began, and is placed where the method says so", () => {
    const { order, names } = orderAfter(replaced({ autoPlace: true }));
    expect(order).toMatchObject({
      ...{ status: "placed", paymentStatus: "authorized", paymentMethodId: "MethodPaid" },
      ...{ totalMinor: 6500, paymentMethodMinor: 0 },
    });
    expect(names.filter((name) => name.startsWith("order."))).toEqual([
      "order.payment_source_attached",
      "order.updated",
      "order.placed",
    ]);
  });

  it("is placed, too, where the shopper had begun anew and nothing came of that", () => {
    const { order, follow } = orderAfter(begunAnew({}, "declined"));
    expect(order).toMatchObject({ status: "placed", totalMinor: 6500 });
    expect(follow).toBeNull();
  });
});

describe("a payment of a gateway that forces nothing", () => {
  it("is held while the order keeps the source that it has chosen, whatever the methods say", () => {
    const { state, transaction } = replaced({
      forces: false,
      autoPlace: true,
      chosenPlaces: true,
    });
    const { after, names } = approve(state, transaction.id);
    expect(after.order).toMatchObject({
      status: "pending",
      paymentStatus: "authorized",
      paymentSourceId: "SourceNext",
    });
    expect(liveAttemptOf(after)).toMatchObject({ status: "succeeded" });
    expect(names).not.toContain("order.payment_source_attached");
  });

  it("is given back where the shopper had begun anew", () => {
    const { state, transaction } = begunAnew({ forces: false }, "declined");
    const { after, follow } = approve(state, transaction.id);
    expect(after.order).toMatchObject({ status: "pending", paymentSourceId: "SourceNext" });
    expect(follow?.transaction.kind).toBe("void");
  });
});
