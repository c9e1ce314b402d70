import { describe, expect, it } from "vitest";
import { ICON_PATHS } from "@/components/ui/icon-paths";
import type { EventView, TransactionView } from "@/lib/payments/payment-view";
import { actorOf, amountOf, wordsOf } from "./timeline-words";

const transaction = (given: Partial<TransactionView> = {}): TransactionView => ({
  id: "TTTTTTTTTT",
  kind: "authorization",
  status: "succeeded",
  isSuperseded: false,
  amountMinor: 6500,
  parentId: null,
  reference: null,
  isOurs: true,
  decline: null,
  detail: null,
  requestedAt: new Date(0),
  expiresAt: null,
  ...given,
});
const event = (name: string, given: Partial<EventView> = {}) => ({
  name,
  transaction: null,
  changes: {},
  ...given,
});

const NAMES = [
  ["payment_source.created", "Payment method given", "plain"],
  ["payment_source.amount_changed", "Another amount asked for", "plain"],
  ["payment_source.checked", "Provider asked", "plain"],
  ["authorization.requested", "Authorization asked for", "plain"],
  ["authorization.action_required", "Bank asks the shopper", "warn"],
  ["authorization.pending", "Authorization pending", "info"],
  ["authorization.indeterminate", "Authorization: no answer", "warn"],
  ["authorization.succeeded", "Authorized", "good"],
  ["authorization.declined", "Declined", "bad"],
  ["authorization.failed", "Authorization failed", "bad"],
  ["authorization.superseded", "Authorization superseded", "plain"],
  ["order.created", "Order begun", "plain"],
  ["order.updated", "Order changed", "plain"],
  ["order.placing", "Order being placed", "plain"],
  ["order.placed", "Order placed", "good"],
  ["order.returned_to_payment", "Back to payment", "plain"],
  ["order.payment_source_attached", "Order took over this payment", "plain"],
  ["order.payment_changed", "Order’s payment state changed", "plain"],
  ["order.cancelled", "Order cancelled", "plain"],
  ["webhook.received", "Webhook received", "plain"],
  ["webhook.applied", "Webhook applied", "info"],
  ["void.requested", "Void asked for", "plain"],
  ["void.succeeded", "Voided", "good"],
  ["void.declined", "Void declined", "bad"],
  ["void.failed", "Void failed", "bad"],
  ["void.indeterminate", "Void: no answer", "warn"],
  ["capture.requested", "Capture asked for", "plain"],
  ["capture.pending", "Capture pending", "info"],
  ["capture.succeeded", "Captured", "good"],
  ["capture.declined", "Capture declined", "bad"],
  ["refund.succeeded", "Refunded", "good"],
] as const;

describe("the timeline's words", () => {
  it.each(NAMES)("%s reads “%s”", (name, what, tone) => {
    const words = wordsOf(event(name));
    expect([words.what, words.tone]).toEqual([what, tone]);
    expect(ICON_PATHS[words.icon]).toBeDefined();
  });

  it.each([
    ["gift_card.topped_up", "Gift card: topped up"],
    ["authorization.teleported", "Authorization: teleported"],
    ["webhook", "Webhook"],
    ["constructor", "Constructor"],
    ["constructor.name", "Constructor: name"],
    ["", "Something happened"],
  ])("an unknown name still reads: %s", (name, what) => {
    expect(wordsOf(event(name))).toEqual({ what, icon: "info", tone: "plain", note: null });
  });

  it("says why it was declined, with the provider's own code beside", () => {
    const decline = { code: "insufficient_funds", raw: "20051" } as const;
    const words = wordsOf(
      event("authorization.declined", { transaction: transaction({ decline }) }),
    );
    expect([words.what, words.note]).toEqual(["Declined: insufficient funds", "code 20051"]);
    const threeDs = { code: "authentication_failed", raw: null } as const;
    const failed = event("authorization.declined", {
      transaction: transaction({ decline: threeDs }),
    });
    expect(wordsOf(failed).what).toBe("Declined: 3DS failed");
  });

  it("says why it failed, and what a webhook spoke of", () => {
    const broken = transaction({ detail: "the token was used already" });
    expect(wordsOf(event("authorization.failed", { transaction: broken })).note).toBe(
      "the token was used already",
    );
    const noteOf = (name: string, changes: EventView["changes"]) =>
      wordsOf(event(name, { changes })).note;
    expect(noteOf("webhook.received", { type: "payment_approved" })).toBe("payment_approved");
    expect(noteOf("webhook.applied", { type: "payment_approved", changed: false })).toBe(
      "payment_approved · nothing changed",
    );
    expect(noteOf("order.placed", { payment_status: ["unpaid", "authorized"] })).toBe(
      "now Authorized",
    );
    expect(noteOf("order.placed", { payment_status: ["paid", "paid"] })).toBeNull();
    expect(noteOf("order.placed", { payment_status: ["paid", "constructor"] })).toBeNull();
  });
});

describe("an order that was changed", () => {
  it("says which parts, and its new total beside", () => {
    const changes = {
      customer_email: "changed",
      lines_added: 1,
      total_amount_cents: [0, 6500],
      status: ["draft", "pending"],
    };
    const updated = event("order.updated", { changes });
    expect(wordsOf(updated).note).toBe("line added, e-mail");
    expect(amountOf(updated)).toBe(6500);
  });
  it("says nothing where nothing is known", () => {
    expect(wordsOf(event("order.updated")).note).toBeNull();
    expect(amountOf(event("order.updated"))).toBeNull();
    const odd = event("order.updated", { changes: { total_amount_cents: ["x", "y"] } });
    expect(amountOf(odd)).toBeNull();
  });
});

describe("who caused it", () => {
  it.each([
    ["shopper", null, "Shopper"],
    ["user", "Ines Koch", "Ines Koch"],
    ["user", null, "Somebody of the shop"],
    ["api_client", "Storefront", "Storefront, API client"],
    ["api_client", null, "API client"],
    ["provider", null, "Checkout.com"],
    ["system", null, "Kassa"],
    ["other", null, "Unknown"],
  ] as const)("%s %s is “%s”", (actorKind, actorName, words) => {
    expect(actorOf({ actorKind, actorName }, "Checkout.com")).toBe(words);
  });
});

describe("the amount beside an event", () => {
  it("is the transaction's, with a minus for money given back", () => {
    expect(amountOf(event("authorization.succeeded", { transaction: transaction() }))).toBe(6500);
    const refund = transaction({ kind: "refund", amountMinor: 1400 });
    expect(amountOf(event("refund.succeeded", { transaction: refund }))).toBe(-1400);
  });
  it("is left out where nothing moved", () => {
    expect(amountOf(event("authorization.declined", { transaction: transaction() }))).toBeNull();
    expect(amountOf(event("order.placed"))).toBeNull();
  });
});
