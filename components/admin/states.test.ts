import { describe, expect, it } from "vitest";
import { COINS } from "@/components/ui/coins";
import { DECLINE_CODES } from "@/lib/providers/decline";
import { DECLINE_WORDS, STATE_SIGNS } from "./states";

/** README of the visual design, "Badge", and the tones of its component sheet. */
const EXPECTED = {
  free: ["Free", "full", "quiet"],
  unpaid: ["Unpaid", "dashed", "quiet"],
  authorized: ["Authorized", "half", "info"],
  partially_authorized: ["Partly authorized", "quarter", "info"],
  paid: ["Paid", "full", "good"],
  partially_paid: ["Partly paid", "three-quarters", "good"],
  voided: ["Voided", "struck", "quiet"],
  partially_voided: ["Partly voided", "struck", "quiet"],
  refunded: ["Refunded", "back", "quiet"],
  partially_refunded: ["Partly refunded", "back-part", "quiet"],
  requested: ["Requested", "dot", "quiet"],
  action_required: ["Shopper must act", "out", "warn"],
  pending: ["Pending", "clock", "info"],
  indeterminate: ["Checking", "broken", "warn"],
  declined: ["Declined", "cross", "bad"],
  failed: ["Failed", "triangle", "bad"],
  superseded: ["Superseded", "struck", "quiet"],
} as const;

describe("the badge of a state", () => {
  it.each(Object.entries(EXPECTED))("of %s is its word and its shape", (state, expected) => {
    const sign = STATE_SIGNS[state as keyof typeof EXPECTED];
    expect([sign.word, sign.coin, sign.tone]).toEqual(expected);
    expect(COINS[sign.coin]).toBeDefined();
  });
  it("covers every state, and tells any two apart without colour", () => {
    expect(Object.keys(STATE_SIGNS).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
    const words = Object.values(STATE_SIGNS).map((sign) => sign.word);
    expect(new Set(words).size).toBe(words.length);
  });
  it("has words for every decline", () => {
    expect(Object.keys(DECLINE_WORDS).toSorted()).toEqual([...DECLINE_CODES].toSorted());
  });
});
