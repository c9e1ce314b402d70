import { describe, expect, it } from "vitest";
import { z } from "zod";
import { completeChallenge } from "../core/challenges";
import type { Context } from "../core/context";
import "./challenge";
import { createPayment } from "./create-payment";
import type { PaymentRecord } from "./payment";
import { findPayment } from "./records";
import { statusOf } from "./status";
import { createTestContext, testRequest } from "./test-context";

const ACCOUNT = "account";
const accepted = z.looseObject({ id: z.string(), status: z.string() });

function pending(context: Context, number = "4242424242424242", capture = false): PaymentRecord {
  const answer = createPayment(testRequest(), context, ACCOUNT, {
    source: { type: "card", number, expiry_month: 6, expiry_year: 2035 },
    amount: 6500,
    currency: "USD",
    capture,
    "3ds": { enabled: true },
    success_url: "https://shop.test/s?order=1#top",
    failure_url: "https://shop.test/f",
  });
  expect(answer.status).toBe(202);
  return read(context, accepted.parse(answer.body).id);
}

function read(context: Context, id: string): PaymentRecord {
  const payment = findPayment(context, ACCOUNT, id);
  if (payment === null) throw new Error("no payment");
  return payment;
}

const challengeOf = (payment: PaymentRecord): string => payment.threeDs?.challengeId ?? "";

describe("attempt_n3d", () => {
  it.each([
    ["4242424242424242", 201, { downgraded: true, enrolled: "N" }],
    ["4543474002249996", 202, { downgraded: false, enrolled: "Y" }],
  ] as const)("answers the card %s with %i", (number, status, enrollment) => {
    const { context } = createTestContext();
    const answer = createPayment(testRequest(), context, ACCOUNT, {
      source: { type: "card", number, expiry_month: 6, expiry_year: 2035 },
      amount: 6500,
      currency: "USD",
      "3ds": { enabled: true, attempt_n3d: true },
      success_url: "https://shop.test/s",
      failure_url: "https://shop.test/f",
    });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ "3ds": enrollment });
  });
});

describe("the 3DS page's answer", () => {
  it.each([
    ["complete", "4242424242424242", "Authorized", "https://shop.test/s?order=1&cko-session-id="],
    ["complete", "4544249167673670", "Declined", "https://shop.test/f?cko-session-id="],
    ["fail", "4242424242424242", "Declined", "https://shop.test/f?cko-session-id="],
    ["cancel", "4242424242424242", "Canceled", "https://shop.test/f?cko-session-id="],
  ] as const)("%s with %s leaves it %s", (outcome, number, status, target) => {
    const { context } = createTestContext();
    const payment = pending(context, number);
    const answer = completeChallenge(context, challengeOf(payment), outcome);
    expect(answer?.redirectTo).toContain(`${target}${payment.threeDs?.sessionId}`);
    expect(statusOf(read(context, payment.id))).toBe(status);
    const booked = context.book.list({ reference: payment.id }).map((entry) => entry.kind);
    expect(booked).toEqual(status === "Authorized" ? ["authorization"] : []);
  });

  it("counts once, however often it is pressed", () => {
    const { context } = createTestContext();
    const payment = pending(context);
    const first = completeChallenge(context, challengeOf(payment), "complete");
    expect(completeChallenge(context, challengeOf(payment), "fail")).toEqual(first);
    expect(context.book.list()).toHaveLength(1);
  });

  it("captures afterwards where the request asked for it", () => {
    const { context, advance } = createTestContext();
    const payment = pending(context, "4242424242424242", true);
    completeChallenge(context, challengeOf(payment), "complete");
    advance(1_000);
    expect(statusOf(read(context, payment.id))).toBe("Captured");
    expect(context.book.list().map((entry) => entry.kind)).toEqual(["authorization", "capture"]);
  });

  it("comes too late after fifteen minutes", () => {
    const { context, advance } = createTestContext();
    const payment = pending(context);
    advance(15 * 60_000);
    const ended = read(context, payment.id);
    expect([statusOf(ended), ended.actions[0]?.responseCode]).toEqual(["Declined", "20152"]);
    expect(completeChallenge(context, challengeOf(payment), "complete")).toBeNull();
    expect(context.book.list()).toEqual([]);
  });
});

describe("a fault", () => {
  const fault = (kind: "decline" | "wrong_amount") => ({
    id: "f",
    provider: "checkout_com" as const,
    operation: null,
    kind,
    count: 1,
    delayMs: null,
    match: null,
  });
  it.each([
    ["decline", { approved: false, response_code: "20005", amount: 6500 }],
    ["wrong_amount", { approved: true, amount: 6510 }],
  ] as const)("%s changes the answer and the book alike", (kind, expected) => {
    const { context } = createTestContext();
    const answer = createPayment(testRequest({ fault: fault(kind) }), context, ACCOUNT, {
      source: { type: "card", number: "4242424242424242", expiry_month: 6, expiry_year: 2035 },
      amount: 6500,
      currency: "KWD",
    });
    expect(answer.body).toMatchObject(expected);
    const amounts = context.book.list().map((entry) => entry.amountMinor);
    expect(amounts).toEqual(kind === "decline" ? [] : [6510]);
  });
});
