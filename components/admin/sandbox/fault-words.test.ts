import { describe, expect, it } from "vitest";
import type { FaultWish } from "@/lib/sandbox/fault";
import { faultWords } from "./fault-words";

const USUAL: FaultWish = {
  provider: null,
  every: false,
  match: null,
  answer: "as_card",
  decline: null,
  threeDs: "as_card",
  connection: "works",
  webhooks: [],
};
const said = (wish: Partial<FaultWish>, number?: string): string => {
  const { subject, happens } = faultWords({ ...USUAL, ...wish }, number ?? null);
  return `${subject} ${happens}`;
};

describe("a fault in one sentence", () => {
  it("tells what the bank, the call and the webhooks do", () => {
    const wish: Partial<FaultWish> = {
      provider: "checkout_com",
      threeDs: "passes",
      answer: "declines",
      decline: "insufficient_funds",
      connection: "lost_after",
      webhooks: ["twice"],
    };
    expect(said(wish)).toBe(
      "The next payment by Checkout.com passes 3DS and is declined for lack of money; the answer is lost after the bank acted, and each webhook comes twice.",
    );
  });

  it("names the order that it waits for", () => {
    expect(said({ match: "an-id", connection: "slow" }, "10482")).toBe(
      "The next payment of order 10482 goes as the card says; the answer takes 8 seconds.",
    );
  });

  it("says of every payment what its webhooks do together", () => {
    expect(said({ every: true, webhooks: ["late", "twice", "tamper"] })).toBe(
      "Every payment goes as the card says; each webhook comes 30 s late, twice and tampered with before it comes true.",
    );
    expect(said({ webhooks: ["twice", "drop"] })).toContain("no webhook comes");
  });

  it("says that nothing goes wrong yet", () => {
    expect(said({})).toBe("The next payment goes as it always does: choose what goes wrong");
  });

  it("leaves out what a failed check makes impossible", () => {
    expect(said({ threeDs: "fails", answer: "declines" })).toBe("The next payment fails 3DS.");
  });
});
