import { describe, expect, it } from "vitest";
import { readEvent } from "./webhook";

const dispute = {
  object: "dispute",
  id: "du_1",
  amount: 6500,
  currency: "eur",
  status: "needs_response",
  reason: "fraudulent",
  created: 1_795_000_000,
  payment_intent: "pi_1",
  evidence_details: { due_by: 1_795_604_800 },
};
const eventOf = (
  object: object,
  type = "charge.dispute.created",
  created: unknown = 1_795_000_100,
) =>
  readEvent(
    new TextEncoder().encode(JSON.stringify({ id: "evt_1", type, created, data: { object } })),
  );

describe("Stripe's dispute events", () => {
  it("say what is contested, until when to answer, and of which payment", () => {
    expect(eventOf(dispute)).toEqual({
      eventId: "evt_1",
      type: "charge.dispute.created",
      payment: { reference: "pi_1", ourReference: "" },
      outcome: null,
      dispute: {
        reference: "du_1",
        state: "needs_response",
        amount: { amountMinor: 6500, currency: "EUR" },
        reason: "fraudulent",
        respondBy: new Date(1_795_604_800_000),
        toldAt: new Date(1_795_000_100_000),
      },
    });
  });

  it.each([
    ["warning_needs_response", "needs_response"],
    ["appeal_needs_response", "needs_response"],
    ["warning_under_review", "under_review"],
    ["under_review", "under_review"],
    ["warning_closed", "withdrawn"],
    ["prevented", "withdrawn"],
    ["won", "won"],
    ["lost", "lost"],
    ["a_status_of_next_year", "needs_response"],
  ])("that are %s are %s", (status, state) => {
    const found = eventOf({ ...dispute, status })?.dispute;
    expect(found?.state).toBe(state);
    expect(found?.respondBy === null).toBe(state !== "needs_response");
  });

  it("are read in the currency's own units, and without an event's time by the dispute's", () => {
    const found = eventOf({ ...dispute, amount: 500, currency: "jpy" }, undefined, null)?.dispute;
    expect(found).toMatchObject({
      amount: { amountMinor: 500, currency: "JPY" },
      toldAt: new Date(1_795_000_000_000),
    });
  });

  it("that cannot be read are events of a payment, and nothing is said of a dispute", () => {
    for (const object of [
      { ...dispute, amount: "6500" },
      { ...dispute, currency: "xx" },
    ]) {
      expect(eventOf(object)).toMatchObject({ payment: { reference: "pi_1" } });
      expect(eventOf(object)?.dispute).toBeUndefined();
    }
    expect(eventOf({ ...dispute, reason: "<b>no code</b>" })?.dispute?.reason).toBe("unknown");
    expect(eventOf(dispute, "charge.refunded")?.dispute).toBeUndefined();
  });
});
