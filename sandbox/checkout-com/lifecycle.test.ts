import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  authorize,
  endChallenge,
  enqueue,
  expireAuthorization,
  outcomeOf,
  processAction,
} from "./lifecycle";
import { ALLOWED_ACTIONS, balanceFor, balancesOf, balanceToAccept, statusOf } from "./status";
import { apply, openThreeDs, STAMP, samplePayment } from "./test-payments";

const authorized = authorize(samplePayment(), "10000", STAMP);

describe("the status of a payment", () => {
  it.each([
    ["Pending", samplePayment({ threeDs: openThreeDs })],
    ["Authorized", authorized],
    ["Declined", authorize(samplePayment(), "20051", STAMP)],
    ["Card Verified", authorize(samplePayment({ amountMinor: 0 }), "10000", STAMP)],
    ["Captured", apply(authorized, "Capture", 6500)],
    ["Partially Captured", apply(authorized, "Capture", 100, { final: false })],
    ["Partially Captured", apply(authorized, "Capture", 100)],
    ["Voided", apply(authorized, "Void", 6500)],
    ["Refunded", apply(apply(authorized, "Capture", 6500), "Refund", 6500)],
    ["Partially Refunded", apply(apply(authorized, "Capture", 6500), "Refund", 1)],
    ["Expired", expireAuthorization(authorized)],
    ["Canceled", endChallenge(samplePayment({ threeDs: openThreeDs }), "canceled", STAMP)],
  ])("reads %s from the facts", (status, payment) => {
    expect(statusOf(payment)).toBe(status);
  });

  it("keeps every (status, action) pair of the machine", () => {
    const pairs = Object.entries(ALLOWED_ACTIONS).map(([status, actions]) => [status, ...actions]);
    expect(pairs).toEqual([
      ["Pending"],
      ["Authorized", "Capture", "Void"],
      ["Card Verified"],
      ["Voided"],
      ["Partially Captured", "Capture", "Refund"],
      ["Captured", "Refund"],
      ["Partially Refunded", "Capture", "Refund"],
      ["Refunded"],
      ["Declined"],
      ["Canceled"],
      ["Expired"],
    ]);
  });
});

describe("3DS", () => {
  const pending = samplePayment({ threeDs: openThreeDs });

  it.each([
    ["passed", "10000", "approved"],
    ["failed", "20151", "declined"],
    ["expired", "20152", "declined"],
    ["canceled", "20151", "canceled"],
  ] as const)("ends as %s with code %s", (end, code, authorization) => {
    const ended = endChallenge(pending, end, STAMP);
    expect(ended.actions[0]?.responseCode).toBe(code);
    expect(ended.authorization).toBe(authorization);
    expect(ended.threeDs?.state).toBe(end);
  });

  it("lets the card's rule decide after the cardholder has passed", () => {
    const card = { ...pending.card, outcome: "20051" };
    expect(endChallenge({ ...pending, card }, "passed", STAMP).authorization).toBe("declined");
  });

  it("answers a soft decline only while nobody was authenticated", () => {
    const card = { ...pending.card, outcomeWithoutThreeDs: "20154" };
    expect(outcomeOf({ ...pending, card }, false)).toBe("20154");
    expect(outcomeOf({ ...pending, card }, true)).toBe("10000");
    expect(outcomeOf({ ...pending, forcedCode: "20154" }, true)).toBe("10000");
  });

  it("changes nothing once it has ended", () => {
    const ended = endChallenge(pending, "failed", STAMP);
    expect(endChallenge(ended, "passed", STAMP)).toBe(ended);
    expect(endChallenge(samplePayment(), "passed", STAMP).authorization).toBe("pending");
  });
});

describe("captures, voids and refunds", () => {
  it("releases what a final capture leaves and keeps what another one leaves", () => {
    expect(balancesOf(apply(authorized, "Capture", 1000))).toMatchObject({
      total_voided: 5500,
      available_to_capture: 0,
      available_to_refund: 1000,
    });
    expect(balancesOf(apply(authorized, "Capture", 1000, { final: false }))).toMatchObject({
      total_voided: 0,
      available_to_capture: 5500,
      available_to_void: 0,
    });
  });

  it("never lets a capture and a void of one authorization both succeed", () => {
    const base = {
      amountMinor: 6500,
      final: true,
      reference: null,
      metadata: null,
      refused: false,
    };
    const both = enqueue(enqueue(authorized, { ...base, id: "c", type: "Capture" }), {
      ...base,
      id: "v",
      type: "Void",
    });
    for (const [first, second] of [
      ["c", "v"],
      ["v", "c"],
    ] as const) {
      const stamp = { authCode: "1", atMs: 1 };
      const done = processAction(processAction(both, first, stamp), second, stamp);
      const states = Object.fromEntries(done.actions.map((a) => [a.id, a.state]));
      expect(states[first]).toBe("approved");
      expect(states[second]).toBe("declined");
    }
  });

  it("declines an action that a fault refuses, and takes nothing", () => {
    const refused = apply(authorized, "Capture", 6500, { refused: true });
    expect(refused.actions[1]).toMatchObject({ state: "declined", responseCode: "20005" });
    expect(statusOf(refused)).toBe("Authorized");
  });

  it("does not process an action twice", () => {
    const once = apply(authorized, "Capture", 6500);
    expect(processAction(once, "act_3", { authCode: "9", atMs: 9 })).toBe(once);
  });

  it("counts accepted refunds as taken before they are processed", () => {
    const captured = apply(authorized, "Capture", 6500);
    const base = { id: "r", final: true, reference: null, metadata: null, refused: false };
    const asked = enqueue(captured, { ...base, type: "Refund", amountMinor: 6000 });
    expect(balanceFor(asked, "Refund")).toBe(6500);
    expect(balanceToAccept(asked, "Refund")).toBe(500);
  });

  it("does not expire what was captured", () => {
    const captured = apply(authorized, "Capture", 1, { final: false });
    expect(expireAuthorization(captured)).toBe(captured);
  });

  it("never captures more than was authorized nor refunds more than was captured", () => {
    const step = fc.record({
      type: fc.constantFrom("Capture", "Void", "Refund"),
      amountMinor: fc.integer({ min: 1, max: 7000 }),
      final: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const end = steps.reduce((p, s) => apply(p, s.type, s.amountMinor, s), authorized);
        const balances = balancesOf(end);
        expect(balances.total_captured + balances.total_voided).toBeLessThanOrEqual(6500);
        expect(balances.total_refunded).toBeLessThanOrEqual(balances.total_captured);
        for (const amount of Object.values(balances)) expect(amount).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
