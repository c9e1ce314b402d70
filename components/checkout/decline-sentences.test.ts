import { describe, expect, it } from "vitest";
import { DECLINE_CODES } from "@/lib/providers/decline";
import { declineOfCard, declineOfMethod } from "./decline-sentences";

const FORBIDDEN = /invalid|please|oops|error|_/i;

describe("what the shopper reads after a decline", () => {
  it.each(DECLINE_CODES)("has a heading and a next step for %s", (code) => {
    for (const words of [declineOfCard(code, "4242"), declineOfMethod(code, "Northbank Pay")]) {
      expect(words.title).toMatch(/^[A-Z].*[^.]$/);
      expect(words.sentence).toMatch(/^[A-Z].*\.$/);
      expect(words.sentence).toMatch(/enter|pay|try|call|check/i);
      expect(words.sentence).not.toMatch(FORBIDDEN);
    }
  });

  it("names the card where its digits are known, and only there", () => {
    expect(declineOfCard("insufficient_funds", "3670").sentence).toBe(
      "There is not enough money on the card ending 3670. Enter another card.",
    );
    expect(declineOfCard("insufficient_funds", null).sentence).toBe(
      "There is not enough money on this card. Enter another card.",
    );
  });

  it("tells nobody that fraud is suspected", () => {
    expect(declineOfCard("suspected_fraud", "4242")).toEqual(
      declineOfCard("card_declined", "4242"),
    );
  });

  it.each(DECLINE_CODES)("speaks of no card where there was none: %s", (code) => {
    expect(declineOfMethod(code, "Northbank Pay").sentence).not.toMatch(/card/i);
  });
});
