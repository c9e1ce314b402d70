import type { WebhookEvent, WebhookStore } from "@/lib/webhooks/store";

type Kept = {
  event: WebhookEvent;
  nextAttemptAt: Date | null;
  duplicates: number;
  outcome: string | null;
  appliedAt: Date | null;
};

/** The inbox in memory, by the same contract as on PostgreSQL. `pause`: wherever the real one waits for the database. */
export function createMemoryWebhookStore(pause: () => Promise<void>): WebhookStore {
  const kept = new Map<string, Kept>();
  const keyOf = ({ gatewayId, eventId }: { gatewayId: string; eventId: string }) =>
    JSON.stringify([gatewayId, eventId]);
  return {
    record: async (event, nextAttemptAt) => {
      await pause();
      const known = kept.get(keyOf(event));
      if (known) {
        known.duplicates += 1;
        return "duplicate";
      }
      const attempted = { ...event, attempts: 0 };
      const fresh = { nextAttemptAt, duplicates: 0, outcome: null, appliedAt: null };
      kept.set(keyOf(event), { event: attempted, ...fresh });
      return "new";
    },
    listDue: async (now, limit) => {
      await pause();
      return [...kept.values()]
        .filter(({ nextAttemptAt }) => nextAttemptAt !== null && nextAttemptAt <= now)
        .sort((a, b) => Number(a.nextAttemptAt) - Number(b.nextAttemptAt))
        .slice(0, limit)
        .map(({ event }) => event);
    },
    find: async (gatewayId, eventId) => {
      await pause();
      return kept.get(keyOf({ gatewayId, eventId }))?.event ?? null;
    },
    finish: async (key, { outcome, appliedAt, nextAttemptAt }) => {
      await pause();
      const one = kept.get(keyOf(key));
      if (!one) throw new Error("An update met no row.");
      const event = { ...one.event, attempts: one.event.attempts + 1 };
      kept.set(keyOf(key), { ...one, event, outcome, appliedAt, nextAttemptAt });
    },
  };
}
