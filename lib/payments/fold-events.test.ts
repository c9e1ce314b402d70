import { describe, expect, it } from "vitest";
import { differencesOf, foldEvents, momentsOf } from "./fold-events";

const event = (name: string, id: string, changes: Record<string, unknown> = {}) => {
  const [subject = ""] = name.split(".");
  return { name, resourceType: `${subject}s`, resourceId: id, changes: changes as never };
};
const asked = (kind: string, id: string, amount: number) =>
  event(`${kind}.requested`, id, { status: [null, "requested"], amount_cents: amount });
const became = (kind: string, id: string, status: string, amount: number) =>
  event(`${kind}.${status}`, id, { status: ["requested", status], amount_cents: amount });

const STORY = [
  asked("authorization", "other", 6500),
  became("authorization", "other", "declined", 6500),
  asked("authorization", "held", 6500),
  became("authorization", "held", "succeeded", 6500),
  asked("capture", "taken", 4200),
  became("capture", "taken", "succeeded", 4200),
  event("webhook.applied", "evt_1", { changed: false }),
  asked("refund", "back", 1400),
  became("refund", "back", "succeeded", 1400),
];
const row = (id: string, kind: string, status: string, amountMinor: number) =>
  ({ id, kind, status, amountMinor }) as never;
const STORED = {
  totalMinor: 6500,
  paymentStatus: "partially_refunded" as const,
  transactions: [
    row("other", "authorization", "declined", 6500),
    row("held", "authorization", "succeeded", 6500),
    row("taken", "capture", "succeeded", 4200),
    row("back", "refund", "succeeded", 1400),
  ],
};

describe("the history, folded", () => {
  it("comes to what is stored", () => {
    expect(differencesOf(foldEvents(STORY), STORED)).toEqual([]);
  });

  it("names every difference", () => {
    const folded = foldEvents([...STORY.slice(2), asked("void", "gone", 1)]);
    const stored = {
      ...STORED,
      paymentStatus: "paid" as const,
      transactions: [...STORED.transactions.slice(0, 3), row("back", "refund", "pending", 1500)],
    };
    expect(differencesOf(folded, stored)).toEqual([
      { what: "untold", id: "other", kind: "authorization" },
      { what: "status", id: "back", kind: "refund", told: "succeeded", stored: "pending" },
      { what: "amount", id: "back", kind: "refund", told: 1400, stored: 1500 },
      { what: "missing", id: "gone", kind: "void" },
      { what: "order", told: "partially_refunded", stored: "paid" },
    ]);
  });

  it("takes a merchant's word for what it is, after the line that it settled", () => {
    const folded = foldEvents([
      ...STORY.slice(0, 5),
      became("capture", "taken", "succeeded", 4200),
      event("capture.forwarded", "taken", { status: ["pending", "succeeded"] }),
    ]);
    expect(folded.get("taken")).toMatchObject({ status: "succeeded", amountMinor: 4200 });
  });

  it("follows an attempt that asks for another amount", () => {
    const folded = foldEvents([
      asked("authorization", "held", 6500),
      event("payment_source.amount_changed", "source", {
        amount_cents: [6500, 7000],
        authorization_id: "held",
      }),
    ]);
    expect(folded.get("held")?.amountMinor).toBe(7000);
  });
});

describe("a payment at each moment", () => {
  const isOwn = (id: string) => id !== "other";
  const moments = momentsOf(STORY, { isOwn, totalMinor: 6500 });

  it("stands as it stood then, whatever came later", () => {
    expect(moments.map(({ state }) => state)).toEqual([
      "unpaid",
      "unpaid",
      "requested",
      "authorized",
      "authorized",
      "partially_paid",
      "partially_paid",
      "partially_paid",
      "partially_refunded",
    ]);
    expect(moments[5]?.sums).toMatchObject({ authorizedMinor: 6500, capturedMinor: 4200 });
    expect(moments.at(-1)?.sums.refundedMinor).toBe(1400);
  });

  it("is measured by the total that the order had then", () => {
    const cheaper = event("order.updated", "o", { total_amount_cents: [6500, 4200] });
    const [first, last] = momentsOf(
      [...STORY.slice(2, 6), cheaper].filter((_, at) => at !== 2),
      { isOwn, totalMinor: 4200 },
    ).slice(-2);
    expect([first?.state, last?.state]).toEqual(["partially_paid", "paid"]);
  });
});
