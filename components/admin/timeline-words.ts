import type { IconName } from "@/components/ui/icon";
import type { JsonObject } from "@/lib/json";
import type { AttentionKind } from "@/lib/payments/attention";
import type { EventView, PaymentState } from "@/lib/payments/payment-view";
import type { TransactionKind } from "@/lib/payments/transaction";
import type { DisputeState } from "@/lib/providers/provider-dispute";
import { ATTENTION_WORDS, DISPUTE_SIGNS } from "./attention-words";
import { newTotalOf, orderChangeWords } from "./order-change-words";
import { DECLINE_WORDS, STATE_SIGNS } from "./states";

export type NodeTone = "plain" | "good" | "bad" | "info" | "warn";
export type EventWords = { what: string; icon: IconName; tone: NodeTone; note: string | null };

type Entry = { what: string; icon: IconName; tone?: NodeTone; note?: string };

const EVENTS: ReadonlyMap<string, Entry> = new Map<string, Entry>(
  Object.entries({
    "order.created": { what: "Order begun", icon: "bag" },
    "order.updated": { what: "Order changed", icon: "parcel" },
    "order.pending": { what: "Order ready to pay", icon: "parcel" },
    "order.placing": { what: "Order being placed", icon: "clock" },
    "order.placed": { what: "Order placed", icon: "tick", tone: "good" },
    "order.editing_started": { what: "Order taken back for editing", icon: "parcel" },
    "order.editing_stopped": { what: "Order placed again, as it was paid for", icon: "tick" },
    "order.approved": { what: "Order approved", icon: "tick", tone: "good" },
    "order.cancelled": { what: "Order cancelled", icon: "cross" },
    "order.returned_to_payment": { what: "Back to payment", icon: "return" },
    "order.payment_source_attached": { what: "Order took over this payment", icon: "card" },
    "order.payment_changed": { what: "Order’s payment state changed", icon: "card" },
    "order.archived": { what: "Archived", icon: "minus" },
    "order.unarchived": { what: "Brought back from the archive", icon: "return" },
    "order.fulfilled": { what: "Sent", icon: "truck", tone: "good" },
    "order.noted": { what: "Note added", icon: "info" },
    "payment_link.created": { what: "Payment link made", icon: "link" },
    "payment_link.withdrawn": { what: "Payment link withdrawn", icon: "link" },
    "payment_source.created": { what: "Payment method given", icon: "card" },
    "payment_source.updated": { what: "Payment details changed", icon: "card" },
    "payment_source.amount_changed": { what: "Another amount asked for", icon: "card" },
    "payment_source.checked": { what: "Provider asked", icon: "refresh" },
    "webhook.received": { what: "Webhook received", icon: "webhook" },
    "webhook.applied": { what: "Webhook applied", icon: "webhook", tone: "info" },
    "attention.opened": { what: "Put on the attention list", icon: "attention", tone: "warn" },
    "attention.closed": { what: "Needs nobody any more", icon: "attention" },
    "attention.taken": { what: "Taken in hand", icon: "person" },
    "attention.resolved": { what: "Taken off the attention list", icon: "tick" },
    "dispute.opened": { what: "Cardholder contests it", icon: "scales", tone: "bad" },
    "dispute.updated": { what: "Dispute moved on", icon: "scales", tone: "info" },
    "dispute.closed": { what: "Dispute ended", icon: "scales" },
    "refund.asked_for": { what: "Refund above the limit asked for", icon: "clock", tone: "warn" },
    "refund.approved": { what: "Refund approved by a second person", icon: "person" },
    "refund.turned_down": { what: "Refund turned down", icon: "cross" },
    "refund.carried_out": { what: "Approved refund asked of the gateway", icon: "person" },
    "refund.refused": { what: "Approved refund was not possible", icon: "alert", tone: "bad" },
    "webhook.ignored": { what: "Webhook kept, nothing to do", icon: "webhook" },
  }),
);

/** The four kinds of transaction share their states; only the words differ. */
const KINDS: Record<TransactionKind, { noun: string; done: string }> = {
  authorization: { noun: "Authorization", done: "Authorized" },
  capture: { noun: "Capture", done: "Captured" },
  void: { noun: "Void", done: "Voided" },
  refund: { noun: "Refund", done: "Refunded" },
};

function transactionEntry(kind: TransactionKind, verb: string): Entry | null {
  const { noun, done } = KINDS[kind];
  switch (verb) {
    case "requested":
      return { what: `${noun} asked for`, icon: "card" };
    case "action_required":
      return { what: "Bank asks the shopper", icon: "leave", tone: "warn" };
    case "pending":
      return {
        what: `${noun} pending`,
        icon: "clock",
        tone: "info",
        note: "the provider decides later",
      };
    case "indeterminate":
      return {
        what: `${noun}: no answer`,
        icon: "alert",
        tone: "warn",
        note: "it may have happened, the provider is asked again",
      };
    case "succeeded":
      return { what: done, icon: kind === "refund" ? "return" : "tick", tone: "good" };
    case "declined":
      return {
        what: kind === "authorization" ? "Declined" : `${noun} declined`,
        icon: "cross",
        tone: "bad",
      };
    case "failed":
      return { what: `${noun} failed`, icon: "alert", tone: "bad", note: "nothing was taken" };
    case "superseded":
      return { what: `${noun} superseded`, icon: "minus", note: "another attempt took its place" };
    case "forwarded":
      return { what: `${noun} marked as succeeded by hand`, icon: "person" };
    case "expired":
      return { what: `${noun} expired`, icon: "clock" };
    default:
      return null;
  }
}

/** What happened, in plain words. A name that this version does not know reads as its own words. */
export function wordsOf(event: Pick<EventView, "name" | "transaction" | "changes">): EventWords {
  const [subject = "", ...rest] = event.name.split(".");
  const verb = rest.join(".");
  const kind = isKind(subject) ? subject : null;
  const entry = EVENTS.get(event.name) ?? (kind === null ? null : transactionEntry(kind, verb));
  if (entry === null)
    return { what: readable(event.name), icon: "info", tone: "plain", note: null };
  return {
    what: `${entry.what}${reasonOf(event, verb)}`,
    icon: entry.icon,
    tone: entry.tone ?? "plain",
    note: noteOf(event, verb) ?? entry.note ?? null,
  };
}

const isKind = (subject: string): subject is TransactionKind => Object.hasOwn(KINDS, subject);

function reasonOf(event: Pick<EventView, "transaction">, verb: string): string {
  const decline = event.transaction?.decline ?? null;
  if (verb !== "declined" || decline === null) return "";
  return `: ${lowerFirst(DECLINE_WORDS[decline.code])}`;
}

function noteOf(event: Pick<EventView, "transaction" | "changes">, verb: string): string | null {
  const { transaction, changes } = event;
  const raw = transaction?.decline?.raw ?? null;
  if (verb === "declined" && raw !== null) return `code ${raw}`;
  if (verb === "failed" && transaction?.detail) return transaction.detail;
  const type = typeof changes.type === "string" ? changes.type : null;
  const parts = [type, troubleWords(changes), orderChangeWords(changes), changedWords(changes)];
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : told.join(" · ");
}

/** What an item of the attention list is about, or how a dispute stands; a person's note after it. */
function troubleWords({ kind, stands, note }: JsonObject): string | null {
  const stood = Array.isArray(stands) ? stands[1] : null;
  const words = [
    typeof kind === "string" && Object.hasOwn(ATTENTION_WORDS, kind)
      ? ATTENTION_WORDS[kind as AttentionKind].word
      : null,
    typeof stood === "string" && Object.hasOwn(DISPUTE_SIGNS, stood)
      ? DISPUTE_SIGNS[stood as DisputeState].word
      : null,
    typeof note === "string" ? `“${note}”` : null,
  ];
  return words.filter((word) => word !== null).join(" · ") || null;
}

/** "nothing changed" is said; a payment state that became another is named. */
function changedWords(changes: JsonObject): string | null {
  if (changes.changed === false) return "nothing changed";
  const pair = changes.payment_status;
  if (!Array.isArray(pair) || pair[0] === pair[1]) return null;
  const became = String(pair[1]);
  return Object.hasOwn(STATE_SIGNS, became)
    ? `now ${STATE_SIGNS[became as PaymentState].word}`
    : null;
}

/** "gift_card.topped_up" is "Gift card: topped up". */
function readable(name: string): string {
  const parts = name
    .split(".")
    .map((part) => part.replaceAll("_", " ").trim())
    .filter(Boolean);
  const text = parts.join(": ");
  return text === "" ? "Something happened" : text.charAt(0).toUpperCase() + text.slice(1);
}

// "3DS failed" stays as it is.
const lowerFirst = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** Who caused it. The provider and Kassa are named; a person and a client by name where known. */
export function actorOf(
  event: Pick<EventView, "actorKind" | "actorName">,
  providerName: string,
): string {
  switch (event.actorKind) {
    case "shopper":
      return "Shopper";
    case "user":
      return event.actorName ?? "Somebody of the shop";
    case "api_client":
      return event.actorName === null ? "API client" : `${event.actorName}, API client`;
    case "provider":
      return providerName;
    case "system":
      return "Kassa";
    case "other":
      return "Unknown";
  }
}

const AMOUNTLESS = new Set(["superseded", "declined", "failed", "expired"]);

/** Minor units beside the event: negative for a refund, null where no money is spoken of. */
export function amountOf(
  event: Pick<EventView, "name" | "transaction" | "changes">,
): number | null {
  const { transaction } = event;
  if (event.name === "order.updated") return newTotalOf(event.changes);
  if (event.name === "refund.asked_for") return askedFor(event.changes);
  const verb = event.name.split(".")[1] ?? "";
  if (transaction === null || AMOUNTLESS.has(verb)) return null;
  return transaction.kind === "refund" ? -transaction.amountMinor : transaction.amountMinor;
}

const askedFor = ({ amount_cents: amount }: JsonObject): number | null =>
  typeof amount === "number" ? -amount : null;
