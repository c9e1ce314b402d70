import type { Deps } from "../deps";
import type { OrderId, ProviderReference } from "../ids";
import { decideDispute } from "../payments/decide-dispute";
import { eventOf, liveAttemptOf } from "../payments/deciding";
import { doorTo } from "../payments/provider-door";
import { recordFound } from "../payments/record-found";
import { settle } from "../payments/settle";
import type { Decision, Gateway, PaymentState, StoredTransaction } from "../payments/store";
import { syncTransaction } from "../payments/sync-transaction";
import { isUnsettled } from "../payments/transaction";
import { claimedOutcome } from "../providers/claimed-outcome";
import type { ProviderDispute } from "../providers/provider-dispute";
import { ok } from "../result";
import type { WebhookEvent } from "./store";

/** With a pause that doubles each time from two seconds: a day and a half. */
const ATTEMPTS_MAX = 16;
const RETRY_BASE_MS = 2_000;

/**
 * `open`: looked at again later, because the provider did not answer, something of ours is still on its way, or the event
 * came before what it speaks of (a gateway that cannot be asked names payments by an id that its answer gives us).
 * `not_ours`: a payment of another system.
 */
export type Applied = "applied" | "nothing_changed" | "not_ours" | "open";

/**
 * Does what a kept event calls for, by the same road as the return URLs: the provider is asked, and its answer decides.
 * Only where a gateway cannot be asked does the signed event itself speak. Safe to run twice.
 */
export async function applyWebhook(deps: Deps, event: WebhookEvent): Promise<Applied> {
  const now = deps.clock.now();
  const own: Deps = { ...deps, by: { ...deps.by, kind: "provider", id: event.gatewayId } };
  const { outcome, orderId } = await apply(own, event);
  const isOpen = outcome === "open";
  const isMine = await deps.webhooks.finish(event, {
    outcome,
    appliedAt: isOpen ? null : now,
    nextAttemptAt: isOpen ? nextAttemptAt(event, now) : null,
  });
  // Somebody who took it on since tells of it: one event has one line.
  if (isMine && !isOpen && orderId) await note(own, event, orderId, outcome === "applied");
  return outcome;
}

/** Null when there were enough. */
export function nextAttemptAt(
  { attempts }: Pick<WebhookEvent, "attempts">,
  now: Date,
): Date | null {
  if (attempts >= ATTEMPTS_MAX) return null;
  return new Date(now.getTime() + RETRY_BASE_MS * 2 ** (attempts - 1));
}

type Effect = { outcome: Applied; orderId: OrderId | null };

async function apply(deps: Deps, event: WebhookEvent): Promise<Effect> {
  const gateway = await deps.payments.findGateway(event.gatewayId);
  const lookup = {
    reference: event.paymentReference as ProviderReference | null,
    ourReference: event.ourReference ?? "",
  };
  const state = gateway && (await deps.payments.find({ gatewayId: event.gatewayId, lookup }));
  if (!gateway) return { outcome: "not_ours", orderId: null };
  const { retrieve } = deps.providers(gateway.type).capabilities;
  if (!state) return { outcome: retrieve ? "not_ours" : "open", orderId: null };
  const orderId = state.order.id;
  const told = deps.providers(gateway.type).readEvent(event.body)?.dispute;
  if (told) return { outcome: await applyDispute(deps, { state, event, told }), orderId };
  const concerned = retrieve ? askedAboutBy(state, event) : claimedBy(state, event);
  let hasMoved = false;
  // What is settled is not asked about again; a claim is heard, since it may contradict what was claimed before.
  for (const transaction of concerned.filter(({ status }) => !retrieve || isUnsettled(status))) {
    if (await applyTo(deps, { gateway, state, transaction, event })) hasMoved = true;
  }
  const found = await recordFoundBy(deps, state, event);
  if (hasMoved || (found ?? 0) > 0) return { outcome: "applied", orderId };
  return { outcome: found === null ? "open" : "nothing_changed", orderId };
}

/** The merchant may have acted in the provider's own dashboard: what we did not know is kept. */
async function recordFoundBy(deps: Deps, state: PaymentState, event: WebhookEvent) {
  const authorization = authorizationNamedBy(state, event);
  if (!authorization) return 0;
  return recordFound(deps, {
    orderId: state.order.id,
    authorizationId: authorization.id,
    webhookEventId: event.eventId,
  });
}

/**
 * A dispute is what the newest of its signed events says; the money that it is about is settled, and stays. One of a payment
 * that we know, and of an attempt that we do not, is looked at again.
 */
async function applyDispute(
  deps: Deps,
  input: { state: PaymentState; event: WebhookEvent; told: ProviderDispute },
): Promise<Applied> {
  const { state, event, told } = input;
  const authorization = authorizationNamedBy(state, event);
  if (!authorization) return "open";
  const { eventId } = event;
  const newId = deps.ids.resource();
  const written = await deps.payments.change(state, deps.by, deps.clock.now(), (fresh) =>
    decideDispute(fresh, { authorization, told, eventId, newId }),
  );
  return written.ok && written.value ? "applied" : "nothing_changed";
}

/**
 * Where the provider can be asked, an event is a reason to ask: about the transaction that it names, else about all of
 * the payment's.
 */
function askedAboutBy(state: PaymentState, event: WebhookEvent): readonly StoredTransaction[] {
  const own = namedBy(state, event);
  if (own.length > 0) return own;
  const authorization = authorizationNamedBy(state, event);
  const named = state.transactions.filter((each) => each.sourceId === authorization?.sourceId);
  const live = liveAttemptOf(state);
  return named.length > 0 ? named : live ? [live] : [];
}

/**
 * Where the event itself is believed, it speaks of what it names and of nothing else: a claim about an authorization must
 * never settle the capture that followed it. The authorization's own name is kept as the payment's.
 */
function claimedBy(state: PaymentState, event: WebhookEvent): readonly StoredTransaction[] {
  const own = namedBy(state, event);
  if (own.length > 0) return own;
  const authorization = authorizationNamedBy(state, event);
  return authorization ? [authorization] : [];
}

/** The newest attempt of the payment that an event speaks of. */
const authorizationNamedBy = (
  { transactions }: PaymentState,
  { paymentReference, ourReference }: WebhookEvent,
): StoredTransaction | undefined =>
  transactions.findLast(
    (each) =>
      each.kind === "authorization" &&
      (each.paymentReference === null
        ? each.ourReference === ourReference
        : each.paymentReference === paymentReference),
  );

const namedBy = ({ transactions }: PaymentState, { paymentReference }: WebhookEvent) =>
  paymentReference === null
    ? []
    : transactions.filter(({ reference }) => reference === paymentReference);

/** Whether the event moved the transaction, rather than somebody who was faster. */
async function applyTo(
  deps: Deps,
  input: {
    gateway: Gateway;
    state: PaymentState;
    transaction: StoredTransaction;
    event: WebhookEvent;
  },
): Promise<boolean> {
  const { gateway, state, transaction, event } = input;
  const door = doorTo(deps, gateway);
  if (!door) return false;
  if (door.provider.capabilities.retrieve) {
    return (await syncTransaction(deps, { state, transaction })).hasMoved;
  }
  // The signature was verified when it was kept; the claim is read again from the same bytes.
  const claim = door.provider.readEvent(event.body);
  const outcome = claim && claimedOutcome(claim, transaction.amount);
  if (!outcome) return false;
  const answer = ok(outcome);
  const { eventId: webhookEventId } = event;
  const settled = await settle(deps, { transaction, answer, callId: null, door, webhookEventId });
  return settled.hasMoved;
}

/** The timeline shows every event, also the ones that changed nothing. */
async function note(
  deps: Deps,
  event: WebhookEvent,
  orderId: OrderId,
  changed: boolean,
): Promise<void> {
  const resource = { type: "webhook_events", id: event.eventId };
  const line = eventOf("webhook.applied", resource, orderId, { type: event.type, changed });
  const decide = (): Decision<null, never> => ok({ changes: [line], value: null });
  await deps.payments.change(orderId, deps.by, deps.clock.now(), decide);
}
