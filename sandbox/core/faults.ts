/** Trouble on request: a queue of faults, set over `/_control/faults` and used up one by one. */
import type { Ids } from "./ids";
import type { Store } from "./store";

export type FaultProvider = "stripe" | "checkout_com" | "external";

export const REQUEST_FAULTS = [
  "timeout_before",
  "timeout_after",
  "error_before",
  "error_after",
  "reset_after",
  "slow",
  "hold_after",
  "decline",
  "wrong_amount",
  "bad_json",
  "rate_limited",
  "unavailable",
] as const;

export const WEBHOOK_FAULTS = [
  "webhook_drop",
  "webhook_delay",
  "webhook_duplicate",
  "webhook_reorder",
  "webhook_tamper",
] as const;

export type RequestFaultKind = (typeof REQUEST_FAULTS)[number];
export type WebhookFaultKind = (typeof WEBHOOK_FAULTS)[number];
export type FaultKind = RequestFaultKind | WebhookFaultKind;

export interface Fault {
  id: string;
  provider: FaultProvider;
  /** The route's operation, or the event's type for a webhook fault; null for any. */
  operation: string | null;
  kind: FaultKind;
  /** How often it still happens. */
  count: number;
  /** For `slow` and `webhook_delay`. */
  delayMs: number | null;
  /** Only requests (or webhooks) whose path, query or body holds this text, for instance an order's id. */
  match: string | null;
}

export interface FaultQuestion {
  provider: FaultProvider;
  operation: string;
  /** Path, query and body. */
  text: string;
}

export interface Faults {
  add(fault: Omit<Fault, "id">): Fault;
  list(): Fault[];
  clear(): void;
  /** False when it is not waiting any more. */
  remove(id: string): boolean;
  /** The oldest request fault that fits, one use of it spent; null when there is none. */
  takeForRequest(question: FaultQuestion): Fault | null;
  takeForWebhook(question: FaultQuestion): Fault | null;
  /** Resolves at the next `release`. */
  held(): Promise<void>;
  /** How many answers were held and are let go now. */
  release(): number;
}

const FAULTS = "control.faults";

export function createFaults(store: Store, ids: Ids): Faults {
  const waiting = new Set<() => void>();
  const take = (kinds: readonly FaultKind[], question: FaultQuestion): Fault | null => {
    const fault = store
      .list<Fault>(FAULTS)
      .find((candidate) => kinds.includes(candidate.kind) && fits(candidate, question));
    if (fault === undefined) return null;
    if (fault.count <= 1) store.delete(FAULTS, fault.id);
    else store.put(FAULTS, fault.id, { ...fault, count: fault.count - 1 });
    return fault;
  };
  return {
    add: (fault) => {
      const id = ids.base62("flt_", 12);
      return store.put<Fault>(FAULTS, id, { id, ...fault });
    },
    list: () => store.list<Fault>(FAULTS),
    remove: (id) => {
      const isWaiting = store.get<Fault>(FAULTS, id) !== undefined;
      store.delete(FAULTS, id);
      return isWaiting;
    },
    clear: () => {
      for (const fault of store.list<Fault>(FAULTS)) store.delete(FAULTS, fault.id);
    },
    takeForRequest: (question) => take(REQUEST_FAULTS, question),
    takeForWebhook: (question) => take(WEBHOOK_FAULTS, question),
    held: () => new Promise((resolve) => waiting.add(resolve)),
    release: () => {
      const count = waiting.size;
      for (const resolve of waiting) resolve();
      waiting.clear();
      return count;
    },
  };
}

function fits(fault: Fault, question: FaultQuestion): boolean {
  if (fault.provider !== question.provider) return false;
  if (fault.operation !== null && fault.operation !== question.operation) return false;
  return fault.match === null || question.text.includes(fault.match);
}
