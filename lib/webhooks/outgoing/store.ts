import type { JsonObject } from "../../json";

/** One event on its way to one receiver, taken on by whoever holds it. */
export type Delivery = {
  id: string;
  /** How often it was taken on: who holds the newest number may finish it. */
  attempts: number;
  /** Failures it may still have before it is dead. */
  retriesLeft: number;
  webhookId: string;
  callbackUrl: string;
  includeResources: readonly string[];
  /** Opened at use: one that cannot be opened must not hold up the others. */
  sharedSecret: () => string;
  event: {
    id: string;
    topic: string;
    resourceType: string;
    resourceId: string;
    mode: "test" | "live";
    createdAt: Date;
  };
  /** The body as it was first sent; null before that. */
  payload: JsonObject | null;
};

export type Held = Pick<Delivery, "id" | "attempts">;

export type DeliveryEnd = {
  state: "pending" | "delivered" | "dead";
  /** When it is tried again; null unless it is pending. */
  nextAttemptAt: Date | null;
  responseCode: string | null;
  responseMessage: string;
  /** What it says of the receiver; null: nothing, it was never called. */
  circuit: "success" | "failure" | null;
};

/** How many failures in a row open a receiver's circuit, and until when it stays open then. */
export type CircuitRule = { failuresMax: number; retryAt: Date };

export type NewWebhook = {
  id: string;
  mode: "test" | "live";
  topic: string;
  callbackUrl: string;
  includeResources: readonly string[];
  sharedSecret: string;
};

export interface DeliveryStore {
  /** Makes the deliveries of events that have none yet, one a receiver. Answers how many events there were. */
  dispatch(now: Date, limit: number): Promise<number>;
  /**
   * Takes on deliveries whose time has come, until `leaseUntil`; nobody else is given them before. A few of each
   * receiver, so that a slow one holds up no other; of one whose circuit is open, one, when it may be tried again.
   */
  claim(input: { now: Date; leaseUntil: Date; limit: number }): Promise<readonly Delivery[]>;
  /** Keeps the body before it is first sent. False when somebody has taken the delivery on since. */
  keepPayload(held: Held, payload: JsonObject, now: Date): Promise<boolean>;
  /**
   * Null, and nothing is written, when somebody has taken the delivery on since. `isOpen`: this very failure opened the
   * receiver's circuit, or kept it open.
   */
  finish(
    held: Held,
    end: DeliveryEnd,
    rule: CircuitRule,
    now: Date,
  ): Promise<{ isOpen: boolean } | null>;
  /** Sends what was delivered or is dead once more, under the same event id. False when it is neither. */
  replay(id: string, now: Date): Promise<boolean>;
  /** Forgets the bodies of what ended before. Answers how many, at most `limit`. */
  forgetBodies(before: Date, limit: number): Promise<number>;
  addWebhook(webhook: NewWebhook, now: Date): Promise<void>;
  /** Closes a receiver's circuit by hand. False when there is no such receiver. */
  resetCircuit(webhookId: string, now: Date): Promise<boolean>;
}
