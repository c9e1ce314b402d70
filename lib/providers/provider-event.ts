import type { PaymentLookup, ProviderOutcome } from "./provider";
import type { ProviderDispute } from "./provider-dispute";

/** What a provider tells us unasked. */
export type RawWebhook = { body: Uint8Array; headers: Headers; receivedAt: Date };
export type ProviderEvent = {
  /** The provider's own id: unique per gateway, for ever. */
  eventId: string;
  type: string;
  /** The payment it speaks of; null when it speaks of none, and is then only kept. */
  payment: PaymentLookup | null;
  /** What the event itself claims, where it claims enough (an external gateway, which cannot be asked). */
  outcome: ProviderOutcome | null;
  /** What of the outcome's amount the event left open; that is then as we requested it. */
  unstated?: readonly ("amount" | "currency")[];
  /** What it says of a dispute, where it is about one: the signed event is believed. */
  dispute?: ProviderDispute;
};
export type WebhookRejection =
  | { code: "signature_missing" }
  | { code: "signature_invalid" }
  | { code: "timestamp_outside_tolerance" }
  | { code: "payload_unreadable"; detail: string };
