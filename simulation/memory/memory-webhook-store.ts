import type { WebhookEvent, WebhookStore } from "@/lib/webhooks/store";

export type KeptEvent = {
  event: WebhookEvent;
  nextAttemptAt: Date | null;
  duplicates: number;
  outcome: string | null;
  appliedAt: Date | null;
};

type Key = { gatewayId: string; eventId: string };
const keyOf = ({ gatewayId, eventId }: Key): string => `${gatewayId} ${eventId}`;

/** The table of provider events. No id of a gateway has a space in it. */
export class MemoryInbox {
  readonly kept = new Map<string, KeptEvent>();
  /** Told of every write, once it stands. */
  onWrite: (() => void) | null = null;

  get(key: Key): KeptEvent | undefined {
    return this.kept.get(keyOf(key));
  }

  put(event: KeptEvent): void {
    this.kept.set(keyOf(event.event), event);
    this.onWrite?.();
  }
}

/** The inbox in memory, by the same contract as on PostgreSQL. `pause`: wherever the real one waits for the database. */
export function createMemoryWebhookStore(
  inbox: MemoryInbox,
  pause: () => Promise<void>,
): WebhookStore {
  return {
    record: async (event, leaseUntil) => {
      await pause();
      const known = inbox.get(event);
      if (known) {
        inbox.put({ ...known, duplicates: known.duplicates + 1 });
        return "duplicate";
      }
      const fresh = { duplicates: 0, outcome: null, appliedAt: null };
      const attempts = leaseUntil === null ? 0 : 1;
      inbox.put({ event: { ...event, attempts }, nextAttemptAt: leaseUntil, ...fresh });
      return "new";
    },
    claim: async ({ now, leaseUntil, limit, isStart }) => {
      await pause();
      const due = [...inbox.kept.values()]
        .filter(({ nextAttemptAt: at }) => at !== null && (isStart || at <= now))
        .sort((a, b) => Number(a.nextAttemptAt) - Number(b.nextAttemptAt))
        .slice(0, limit)
        .map((each) => ({
          ...each,
          event: { ...each.event, attempts: each.event.attempts + 1 },
          nextAttemptAt: leaseUntil,
        }));
      for (const each of due) inbox.put(each);
      return due
        .map(({ event }) => event)
        .sort((a, b) => Number(a.receivedAt) - Number(b.receivedAt));
    },
    find: async (gatewayId, eventId) => {
      await pause();
      return inbox.get({ gatewayId, eventId })?.event ?? null;
    },
    finish: async (held, { outcome, appliedAt, nextAttemptAt }) => {
      await pause();
      const one = inbox.get(held);
      if (one?.event.attempts !== held.attempts) return false;
      inbox.put({ ...one, outcome, appliedAt, nextAttemptAt });
      return true;
    },
  };
}
