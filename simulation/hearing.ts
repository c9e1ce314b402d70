// How a shop hears of what happens at its bank: for properties of the order in which it does.
import { completeReturn } from "@/lib/payments/complete-return";
import { syncSource } from "@/lib/payments/refresh-payment";
import { sweepUnsettled } from "@/lib/payments/sweep-unsettled";
import { isUnsettled } from "@/lib/payments/transaction";
import { applyDueWebhooks } from "@/lib/webhooks/apply-due-webhooks";
import { applyWebhook } from "@/lib/webhooks/apply-webhook";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import type { BankEvent } from "./bank/ledger";
import { signed } from "./bank/webhook";
import { type Desk, GATEWAY_ID } from "./desk";

const SECRET = "whsec";
const ROUNDS_MAX = 40;
const report = (error: unknown) => {
  throw error;
};

/** `isApplied` false: the process dies as soon as it has kept the event. True when it was taken. */
export async function hear(
  desk: Desk,
  event: BankEvent,
  { isApplied = true, secret = SECRET }: { isApplied?: boolean; secret?: string } = {},
): Promise<boolean> {
  const deps = desk.deps("provider");
  const received = await receiveWebhook(deps, {
    gatewayType: desk.type,
    gatewayId: GATEWAY_ID,
    webhook: { ...signed(event, secret, desk.nowMs), receivedAt: new Date(desk.nowMs) },
  });
  if (received.ok && received.value.isNew && isApplied) {
    await applyWebhook(deps, received.value.event);
  }
  return received.ok;
}

/** The shopper's browser, back from the bank. */
export async function comeBack(desk: Desk): Promise<void> {
  const returnToken = desk.state.sources.at(-1)?.returnToken ?? null;
  await completeReturn(desk.deps(), { provider: "checkout_com", returnToken, sessionId: null });
}

export async function sweep(desk: Desk): Promise<void> {
  const deps = desk.deps("system");
  await applyDueWebhooks(deps, { isStart: false, report });
  await sweepUnsettled(deps, { isStart: false, report });
}

/** The merchant opens the payment, or a client calls `_refresh`. */
export async function look(desk: Desk): Promise<void> {
  for (const { id } of desk.state.sources) await syncSource(desk.deps("user"), { sourceId: id });
}

/** Until nothing is open; what the bank tells meanwhile arrives. */
export async function calmDown(desk: Desk, isHeard: (event: BankEvent) => boolean): Promise<void> {
  const heard = new Set(desk.told.filter(isHeard));
  for (let round = 1; round <= ROUNDS_MAX; round++) {
    desk.decideLater();
    for (const event of desk.told) {
      if (heard.has(event)) continue;
      heard.add(event);
      await hear(desk, event);
    }
    desk.nowMs += round * 5_000;
    await sweep(desk);
    const isOpen = desk.state.transactions.some(({ status }) => isUnsettled(status));
    const isWaiting = [...desk.inbox.kept.values()].some((each) => each.nextAttemptAt !== null);
    if (!isOpen && !isWaiting) return;
  }
}
