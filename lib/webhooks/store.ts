/** What the inbox keeps of an event. The pair (gateway, event) is unique for ever. */
export type WebhookEvent = {
  gatewayId: string;
  eventId: string;
  type: string;
  body: Uint8Array;
  paymentReference: string | null;
  ourReference: string | null;
  receivedAt: Date;
  /** How often somebody has taken it on: who holds the newest number may finish it. */
  attempts: number;
};

export type Recorded = "new" | "duplicate";

export interface WebhookStore {
  /**
   * Durable when it answers. A repeated event is counted and never recorded twice. With `leaseUntil` whoever records a new
   * event has taken it on until then, as its first attempt; null: there is nothing to do about it.
   */
  record(event: Omit<WebhookEvent, "attempts">, leaseUntil: Date | null): Promise<Recorded>;
  /**
   * Takes on events whose time has come, oldest first, until `leaseUntil`; nobody else is given them before. `isStart`:
   * also those that somebody took on and may have died with.
   */
  claim(input: {
    now: Date;
    leaseUntil: Date;
    limit: number;
    isStart: boolean;
  }): Promise<readonly WebhookEvent[]>;
  find(gatewayId: string, eventId: string): Promise<WebhookEvent | null>;
  /**
   * `nextAttemptAt` null: it is done, or given up. False, and nothing is written, when somebody has taken the event on
   * since.
   */
  finish(
    held: Pick<WebhookEvent, "gatewayId" | "eventId" | "attempts">,
    result: { outcome: string; appliedAt: Date | null; nextAttemptAt: Date | null },
  ): Promise<boolean>;
}
