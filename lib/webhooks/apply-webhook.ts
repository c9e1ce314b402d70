import type { Deps } from "../deps";
import type { ProviderReference } from "../ids";
import { eventOf, liveAttemptOf } from "../payments/deciding";
import { doorTo } from "../payments/provider-door";
import { recordFound } from "../payments/record-found";
import { settle } from "../payments/settle";
import type { Decision, Gateway, PaymentState, StoredTransaction } from "../payments/store";
import { syncTransaction } from "../payments/sync-transaction";
import { isUnsettled } from "../payments/transaction";
import { claimedOutcome } from "../providers/claimed-outcome";
import { ok } from "../result";
import type { WebhookEvent } from "./store";

const ATTEMPTS_MAX = 10;
const RETRY_BASE_MS = 2_000;

export type Applied = "applied" | "nothing_changed" | "not_ours" | "failed";

/**
 * Does what a kept event calls for, by the same road as the return URLs: the provider is asked, and its answer decides.
 * Only where a gateway cannot be asked does the signed event itself speak. Safe to run twice.
 */
export async function applyWebhook(deps: Deps, event: WebhookEvent): Promise<Applied> {
  const key = { gatewayId: event.gatewayId, eventId: event.eventId };
  const now = deps.clock.now();
  const outcome = await apply(
    { ...deps, by: { ...deps.by, kind: "provider", id: event.gatewayId } },
    event,
  );
  const isRetried = outcome === "failed" && event.attempts + 1 < ATTEMPTS_MAX;
  const delayMs = RETRY_BASE_MS * 2 ** event.attempts;
  await deps.webhooks.finish(key, {
    outcome,
    appliedAt: outcome === "failed" ? null : now,
    nextAttemptAt: isRetried ? new Date(now.getTime() + delayMs) : null,
  });
  return outcome;
}

async function apply(deps: Deps, event: WebhookEvent): Promise<Applied> {
  const gateway = await deps.payments.findGateway(event.gatewayId);
  const lookup = {
    reference: event.paymentReference as ProviderReference | null,
    ourReference: event.ourReference ?? "",
  };
  const state = gateway && (await deps.payments.find({ gatewayId: event.gatewayId, lookup }));
  if (!gateway || !state) return "not_ours";
  const unsettled = unsettledOf(state, event);
  const before = unsettled.map((transaction) => transaction.status);
  const after: string[] = [];
  for (const transaction of unsettled) {
    after.push((await applyTo(deps, { gateway, state, transaction, event })).status);
  }
  const found = await recordFoundBy(deps, state, event);
  const hasChanged = found > 0 || before.some((status, i) => status !== after[i]);
  await note(deps, state, event, hasChanged);
  return hasChanged ? "applied" : "nothing_changed";
}

/** The merchant may have acted in the provider's own dashboard: what we did not know is kept. */
async function recordFoundBy(deps: Deps, state: PaymentState, event: WebhookEvent) {
  const source = state.sources.find((each) => each.reference === event.paymentReference);
  return source ? recordFound(deps, { orderId: state.order.id, sourceId: source.id }) : 0;
}

/** The transaction that the event names (an external gateway's `action_id`), else those of the payment it speaks of. */
function unsettledOf(state: PaymentState, event: WebhookEvent): StoredTransaction[] {
  const isOwn = (each: StoredTransaction) => each.reference === event.paymentReference;
  const own = event.paymentReference === null ? [] : state.transactions.filter(isOwn);
  if (own.length > 0) return own.filter((each) => isUnsettled(each.status));
  const source = state.sources.find((each) => each.reference === event.paymentReference);
  const named = state.transactions.filter(
    (each) => each.sourceId === source?.id || each.ourReference === event.ourReference,
  );
  const live = liveAttemptOf(state);
  const candidates = named.length > 0 ? named : live ? [live] : [];
  return candidates.filter((each) => isUnsettled(each.status));
}

async function applyTo(
  deps: Deps,
  input: {
    gateway: Gateway;
    state: PaymentState;
    transaction: StoredTransaction;
    event: WebhookEvent;
  },
): Promise<StoredTransaction> {
  const { gateway, state, transaction, event } = input;
  const door = doorTo(deps, gateway);
  if (!door) return transaction;
  if (door.provider.capabilities.retrieve) {
    return (await syncTransaction(deps, { state, transaction })).transaction;
  }
  // The signature was verified when it was kept; the claim is read again from the same bytes.
  const claim = door.provider.readEvent(event.body);
  const outcome = claim && claimedOutcome(claim, transaction.amount);
  if (!outcome) return transaction;
  const settled = await settle(deps, {
    transaction,
    answer: ok(outcome),
    callId: null,
    door,
  });
  return settled.transaction;
}

/** The timeline shows every event, also the ones that changed nothing. */
async function note(
  deps: Deps,
  state: PaymentState,
  event: WebhookEvent,
  hasChanged: boolean,
): Promise<void> {
  await deps.payments.change(
    state.order.id,
    deps.by,
    deps.clock.now(),
    (): Decision<null, never> =>
      ok({
        changes: [
          eventOf(
            "webhook.applied",
            { type: "webhook_events", id: event.eventId },
            state.order.id,
            {
              type: event.type,
              changed: hasChanged,
            },
          ),
        ],
        value: null,
      }),
  );
}
