import { describe, expect, it } from "vitest";
import { ATTENTION_KINDS } from "@/lib/payments/attention";
import { DISPUTE_STATES } from "@/lib/providers/provider-dispute";
import { ATTENTION_WORDS, figuresOf } from "./attention-words";
import { dueWords } from "./due-words";

const WHAT = {
  transaction: "refund",
  amount_cents: 6500,
  total_cents: 6400,
  captured_cents: 6500,
  refunded_cents: 0,
  voided_cents: 0,
  currency_code: "EUR",
  status: "succeeded",
  said: "declined",
  reason: "product_not_received",
};

describe("the words of the attention list", () => {
  it.each(ATTENTION_KINDS)("say of %s what happened, with its amount, and what to do", (kind) => {
    const { what, advice } = ATTENTION_WORDS[kind];
    const figures = figuresOf({ ...WHAT, stands: "needs_response" });
    expect(what(figures)).toContain("€65.00");
    for (const text of [what(figures), advice(figures)]) {
      expect(text).toMatch(/^[A-Z€].*\.$/);
      expect(text).not.toMatch(/undefined|_|unknown amount/);
    }
  });

  it("have nothing to ask for while the bank looks at the evidence", () => {
    const sentences = DISPUTE_STATES.map((stands) => {
      const figures = figuresOf({ ...WHAT, stands });
      return ATTENTION_WORDS.dispute.what(figures) + ATTENTION_WORDS.dispute.advice(figures);
    });
    expect(sentences[0]).toContain("before the deadline");
    expect(sentences[1]).toContain("Nothing to do for now");
    expect(new Set(sentences).size).toBe(DISPUTE_STATES.length);
  });

  it("can be read where the figures are not there", () => {
    for (const kind of ATTENTION_KINDS) {
      expect(ATTENTION_WORDS[kind].what(figuresOf({}))).not.toContain("undefined");
    }
  });
});

describe("a deadline", () => {
  const NOW = new Date("2026-11-21T12:00:00Z");
  const HOUR_MS = 3_600_000;
  it.each([
    [9 * 24 * HOUR_MS, "9 days left", false],
    [3 * 24 * HOUR_MS - 1, "2 days left", true],
    [47 * HOUR_MS, "47 h left", true],
    [59 * 60_000, "59 min left", true],
    [0, "0 min left", true],
    [-2 * HOUR_MS, "2 h too late", true],
  ])("in %d ms is %s", (afterMs, words, isSoon) => {
    expect(dueWords(new Date(NOW.getTime() + afterMs), NOW)).toEqual({ words, isSoon });
  });
});
