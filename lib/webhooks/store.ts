/** What the inbox keeps of an event. The pair (gateway, event) is unique for ever. */
export type WebhookEvent = {
  gatewayId: string;
  eventId: string;
  type: string;
  body: Uint8Array;
  paymentReference: string | null;
  ourReference: string | null;
  receivedAt: Date;
  attempts: number;
};

export type Recorded = "new" | "duplicate";

export interface WebhookStore {
  /** Durable when it answers. A repeated event is counted and never recorded twice. */
  record(event: Omit<WebhookEvent, "attempts">, nextAttemptAt: Date | null): Promise<Recorded>;
  /** Events whose time to be applied has come, oldest first. */
  listDue(now: Date, limit: number): Promise<readonly WebhookEvent[]>;
  find(gatewayId: string, eventId: string): Promise<WebhookEvent | null>;
  /** `nextAttemptAt` null: it is done, or given up. */
  finish(
    key: { gatewayId: string; eventId: string },
    result: { outcome: string; appliedAt: Date | null; nextAttemptAt: Date | null },
  ): Promise<void>;
}
