import { describe, expect, it } from "vitest";
import { behaviourOf } from "./behaviours";
import { readInstruction } from "./document";
import { isSigned, sign } from "./signature";
import { available, type TransactionKind, type TransactionRecord } from "./transactions";

describe("a token's behaviour", () => {
  it.each([
    ["NB-APPROVE", "now", null],
    ["nb-decline", "now", "card_declined"],
    [" NB-LOWFUNDS ", "now", "insufficient_funds"],
    ["NB-LATER", "later", null],
    ["NB-LATERNO", "later", "card_declined"],
    ["NB-SILENT", "silent", null],
    ["tok.declined.1", "now", "card_declined"],
    ["tok_insufficient", "now", "insufficient_funds"],
    ["pay-later", "later", null],
    ["laterdeclined", "later", "card_declined"],
    ["timeout", "silent", null],
    ["neveranswers", "never", null],
    ["xxxx.yyyy.zzzz", "now", null],
  ])("%s answers %s, refused with %s", (token, answer, code) => {
    const behaviour = behaviourOf(token);
    expect([behaviour.answer, behaviour.refusal?.code ?? null]).toEqual([answer, code]);
  });
  it("may charge another amount", () => {
    expect(behaviourOf("wrongamount").amountShiftMinor).toBe(100);
  });
});

describe("the signature", () => {
  const body = Buffer.from('{"é":1}\r\n');
  it("covers the raw bytes", () => {
    expect(isSigned(body, sign(body, "s"), "s")).toBe(true);
    expect(isSigned(Buffer.from('{"é":1}\n'), sign(body, "s"), "s")).toBe(false);
  });
  it.each([undefined, "", "short"])("refuses %s", (signature) => {
    expect(isSigned(body, signature, "s")).toBe(false);
  });
  it("refuses another secret's", () => {
    expect(isSigned(body, sign(body, "other"), "s")).toBe(false);
  });
});

describe("the document", () => {
  const order = {
    type: "orders",
    id: "ABCRtyUpBa",
    attributes: { number: "1001", total_amount_with_taxes_cents: 6500, currency_code: "EUR" },
  };
  it("takes an authorization's amount from the included order", () => {
    const data = { type: "external_payments", id: "x", attributes: { payment_source_token: "t" } };
    const body = Buffer.from(JSON.stringify({ data, included: [order] }));
    expect(readInstruction(body, "authorize")).toMatchObject({
      amountMinor: 6500,
      currency: "EUR",
      paymentSourceToken: "t",
      reference: "ABCRtyUpBa",
      metadata: { order_id: "ABCRtyUpBa", order_number: "1001" },
    });
  });
  it("takes a capture's amount and parent from its authorization", () => {
    const attributes = { amount_cents: 6500, capture_amount_cents: 500, token: "nb_1" };
    const body = Buffer.from(JSON.stringify({ data: { type: "authorizations", attributes } }));
    expect(readInstruction(body, "capture")).toMatchObject({
      amountMinor: 500,
      parentToken: "nb_1",
    });
  });
  it.each(["", "[]", "{}", '{"data":{"type":1}}'])("cannot read %j", (text) => {
    expect(readInstruction(Buffer.from(text), "authorize")).toBeNull();
  });
});

describe("what is left of a transaction", () => {
  const record = (kind: TransactionKind, amountMinor: number): TransactionRecord => ({
    token: kind,
    merchant: "m",
    kind,
    amountMinor,
    currency: "EUR",
    parentToken: null,
    state: "approved",
    actionId: null,
    reference: null,
    metadata: {},
  });
  const authorization = record("authorization", 1000);
  const capture = record("capture", 400);
  it.each([
    ["capture", authorization, [], 1000],
    ["capture", authorization, [capture], 600],
    ["capture", authorization, [record("void", 1000)], 0],
    ["void", authorization, [], 1000],
    ["void", authorization, [capture], 0],
    ["refund", capture, [record("refund", 100)], 300],
    ["refund", authorization, [], 0],
    ["capture", { ...authorization, state: "pending" }, [], 0],
    ["capture", capture, [], 0],
  ] as const)("lets a %s of %o after %o take %i", (kind, parent, children, left) => {
    expect(available(kind, parent, children)).toBe(left);
  });
});
