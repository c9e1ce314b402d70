import { describe, expect, it } from "vitest";
import type { GatewayId, ProviderReference, TransactionId } from "../ids";
import { ok } from "../result";
import { applyChanges } from "./apply-changes";
import { authorizationDaysOf, expiryCheckAt, expiryOf } from "./authorization-expiry";
import { decideNextCheck } from "./check-expiry";
import { CLOSED } from "./circuit";
import { decideOperation } from "./decide-operation";
import { decideSettlement } from "./decide-settlement";
import type { PaymentState } from "./store";
import { approvedWith, begun, emptyState, FOLLOW, NOW } from "./test-state";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const later = (days: number, hours = 0) =>
  new Date(NOW.getTime() + days * DAY_MS + hours * HOUR_MS);

describe("the time for which money is held", () => {
  it.each([
    ["stripe_gateways", {}, 7],
    ["checkout_com_gateways", {}, 7],
    ["external_gateways", {}, 7],
    ["external_gateways", { authorization_days: 30 }, 30],
    ["external_gateways", { authorization_days: null }, 7],
    ["external_gateways", { authorization_days: 0 }, 7],
    ["external_gateways", { authorization_days: "30" }, 7],
  ] as const)("is, at %s with %j, %i days", (type, settings, days) => {
    expect(authorizationDaysOf(type, settings)).toBe(days);
    expect(expiryOf(NOW, days)).toEqual(later(days));
  });

  it("is none where nobody holds anything", () => {
    expect(authorizationDaysOf("manual_gateways", {})).toBeNull();
  });

  it("is asked about an hour after it is over, and twice more where the provider holds longer", () => {
    expect(expiryCheckAt(NOW, 7, NOW)).toEqual(later(7, 1));
    expect(expiryCheckAt(NOW, 7, later(7, 1))).toEqual(later(14, 1));
    expect(expiryCheckAt(NOW, 7, later(14, 2))).toEqual(later(28, 1));
    expect(expiryCheckAt(NOW, 7, later(28, 1))).toBeNull();
  });
});

const withGateway = (state: PaymentState): PaymentState => ({
  ...state,
  gateways: [
    {
      id: "GatewayAAA" as GatewayId,
      type: "checkout_com_gateways",
      mode: "test",
      name: "Cards",
      config: {},
      forcePayments: false,
      isEnabled: true,
      circuit: CLOSED,
    },
  ],
});

function settle(state: PaymentState, transactionId: TransactionId, over: object = {}) {
  const decided = decideSettlement(state, {
    transactionId,
    answer: ok(approvedWith()),
    callId: null,
    transcripts: [],
    placesNow: false,
    newId: () => "NewIdAAAAA",
    now: NOW,
    follow: FOLLOW,
    ...over,
  });
  if (!decided.ok) throw new Error("A settlement never refuses.");
  return applyChanges(state, decided.value.changes);
}

function held(over: object = {}) {
  const { state, transaction } = begun(withGateway(emptyState()));
  return { state: settle(state, transaction.id, over), id: transaction.id };
}

const check = (state: PaymentState, id: string, isAnswered: boolean, now: Date) => {
  const decided = decideNextCheck(state, { authorizationId: id, isAnswered, now });
  if (!decided.ok) throw new Error("It never refuses.");
  const [authorization] = applyChanges(state, decided.value.changes).transactions;
  return authorization?.nextCheckAt ?? null;
};

describe("an authorization that nobody captures", () => {
  it("is due once its hold should be over", () => {
    expect(held().state.transactions[0]).toMatchObject({
      status: "succeeded",
      nextCheckAt: later(7, 1),
    });
  });

  it.each([
    ["the gateway cannot be asked", { follow: { ...FOLLOW, capabilities: withoutAsking() } }],
    ["its settings are not complete", { follow: null }],
    ["it was captured at once", { answer: ok({ ...approvedWith(), capturedMinor: 6500 }) }],
  ])("is never due where %s", (_, over) => {
    expect(held(over).state.transactions[0]?.nextCheckAt).toBeNull();
  });

  it.each(["capture", "void"] as const)("is due no longer after a %s", (kind) => {
    const { state, id } = held();
    const decided = decideOperation(state, {
      ...{ kind, parentId: id, amountMinor: null, idempotencyKey: null },
      ...FOLLOW,
    });
    if (!decided.ok) throw new Error("refused");
    const asked = applyChanges(state, decided.value.changes);
    const operation = asked.transactions[1];
    if (!operation) throw new Error("Nothing was asked for.");
    expect(asked.transactions[0]?.nextCheckAt).not.toBeNull();
    const done = settle(asked, operation.id, {
      answer: ok({ ...approvedWith(), transactionReference: "act_2" as ProviderReference }),
    });
    expect(done.transactions[0]?.nextCheckAt).toBeNull();
  });

  it("is asked about again in an hour where nobody answered, else when twice the time is over", () => {
    const { state, id } = held();
    const now = later(7, 1);
    expect(check(state, id, false, now)).toEqual(later(7, 2));
    expect(check(state, id, true, now)).toEqual(later(14, 1));
    expect(check(state, id, true, later(28, 1))).toBeNull();
  });

  it("is left alone by whoever comes too early", () => {
    const { state, id } = held();
    const early = { authorizationId: id, isAnswered: true, now: later(7) };
    expect(decideNextCheck(state, early)).toMatchObject({ value: { changes: [] } });
  });
});

function withoutAsking() {
  return { ...FOLLOW.capabilities, retrieve: false };
}
