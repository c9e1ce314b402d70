/** A merchant's receiver as it is set up, and what is told of a change. */
import { differences } from "../../differences";
import type { JsonObject } from "../../json";

export type WebhookFacts = {
  name: string;
  topic: string;
  callbackUrl: string;
  /** Paths of relationships that travel in the body. */
  includeResources: readonly string[];
  /** Signs what is sent. */
  sharedSecret: string;
  disabledAt: Date | null;
  circuit: { state: "closed" | "open"; failureCount: number; retryAt: Date | null };
  metadata: JsonObject;
  reference: string | null;
  referenceOrigin: string | null;
};

/** What names one receiver: another mode's is no such receiver. */
export type WebhookKey = { id: string; mode: "test" | "live" };

export const CLOSED = { state: "closed", failureCount: 0, retryAt: null } as const;

const LAST_DIGITS = 4;

const toldOf = (facts: WebhookFacts): JsonObject => ({
  name: facts.name,
  topic: facts.topic,
  callback_url: facts.callbackUrl,
  include_resources: [...facts.includeResources],
  disabled_at: facts.disabledAt?.toISOString() ?? null,
  circuit_state: facts.circuit.state,
  circuit_failure_count: facts.circuit.failureCount,
  metadata: facts.metadata,
  reference: facts.reference,
  reference_origin: facts.referenceOrigin,
});

/** Old and new values of what differs, for the history; of the secret its end only. */
export function changesOf(before: WebhookFacts | null, after: WebhookFacts): JsonObject {
  const changes = differences(before ? toldOf(before) : {}, toldOf(after));
  const isRenewed = before !== null && before.sharedSecret !== after.sharedSecret;
  const ends = [before, after].map((facts) => facts?.sharedSecret.slice(-LAST_DIGITS) ?? null);
  return isRenewed ? { ...changes, shared_secret: ends } : changes;
}
