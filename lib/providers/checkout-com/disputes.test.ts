import { describe, expect, it } from "vitest";
import { DISPUTE_STATES } from "../provider-dispute";
import { DISPUTE_STATE_OF_EVENT } from "./dispute-events";
import { workflowBody } from "./requests";
import { readEvent } from "./webhook";

const data = {
  id: "dsp_9rjdlsd4epepfjyyf9vl",
  date: "2026-11-15T15:20:31.5042702+00:00",
  category: "fraudulent",
  amount: 8150,
  currency: "GBP",
  reason_code: "10.4",
  payment_id: "pay_cnhuomagalglgozxy5zm",
  payment_reference: "Order-1",
  evidence_required_by: "2026-11-30T18:00:00+00:00",
};
const eventOf = (type: string, over: object = {}, envelope: object = {}) => {
  const timestamp = "2026-11-15T15:20:32.582+00:00";
  const event = { id: "evt_1", type, timestamp, data: { ...data, ...over }, ...envelope };
  return readEvent(new TextEncoder().encode(JSON.stringify(event)));
};

describe("Checkout.com's dispute events", () => {
  it("say what is contested, until when to answer, and of which payment", () => {
    expect(eventOf("dispute_evidence_required")).toEqual({
      eventId: "evt_1",
      type: "dispute_evidence_required",
      payment: { reference: "pay_cnhuomagalglgozxy5zm", ourReference: "Order-1" },
      outcome: null,
      dispute: {
        reference: "dsp_9rjdlsd4epepfjyyf9vl",
        state: "needs_response",
        amount: { amountMinor: 8150, currency: "GBP" },
        reason: "fraudulent",
        respondBy: new Date("2026-11-30T18:00:00Z"),
        toldAt: new Date("2026-11-15T15:20:32.582Z"),
      },
    });
  });

  it("lead to every state, each of them is listened to, and no ended one has a deadline", () => {
    const states = Object.entries(DISPUTE_STATE_OF_EVENT).map(([type, state]) => {
      const found = eventOf(type)?.dispute;
      expect(found?.state).toBe(state);
      expect(found?.respondBy === null).toBe(state !== "needs_response");
      return state;
    });
    expect(new Set(states)).toEqual(new Set(DISPUTE_STATES));
    const body = JSON.stringify(workflowBody("https://shop.example/w", "key"));
    for (const type of Object.keys(DISPUTE_STATE_OF_EVENT)) expect(body).toContain(`"${type}"`);
  });

  it("name their time in either edition of the envelope", () => {
    const envelope = { timestamp: undefined, created_on: "2026-11-15T10:00:00Z" };
    const older = eventOf("dispute_won", {}, envelope)?.dispute;
    expect(older?.toldAt).toEqual(new Date("2026-11-15T10:00:00Z"));
    const undated = eventOf("dispute_won", {}, { timestamp: "soon" })?.dispute;
    expect(undated?.toldAt).toEqual(new Date("2026-11-15T15:20:31.504Z"));
  });

  it("that cannot be read, or are not known, say nothing of a dispute", () => {
    expect(eventOf("dispute_of_next_year")?.dispute).toBeUndefined();
    expect(eventOf("dispute_won", { amount: "8150" })?.dispute).toBeUndefined();
    expect(eventOf("dispute_won", { id: "pay_1" })?.dispute).toBeUndefined();
    expect(eventOf("dispute_won", { payment_id: "x" })).toMatchObject({ payment: null });
  });
});
