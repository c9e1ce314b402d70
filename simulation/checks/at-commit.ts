import { canMoveOrder } from "@/lib/orders/order-status";
import { canMovePaymentStatus } from "@/lib/orders/payment-statuses";
import { liveAttemptOf } from "@/lib/payments/deciding";
import { paymentStatusOf } from "@/lib/payments/payment-status";
import type { PaymentState, StoredTransaction } from "@/lib/payments/store";
import { canSettle, isUnsettled } from "@/lib/payments/transaction";
import type { Commit } from "../memory/memory-database";
import type { World } from "../world";

/** Looks at every commit: what must hold at each moment, whoever wrote. */
export function watchCommits(world: World): void {
  world.database.onCommit = (commit) => {
    const { before, after } = commit;
    tellOf(world, commit);
    checkOrder(world, before, after);
    for (const transaction of after.transactions) {
      const old = before.transactions.find((each) => each.id === transaction.id);
      if (old !== transaction) checkStep(world, old ?? null, transaction);
    }
    checkMoney(world, after);
    checkLines(world, commit);
    checkAsked(world, commit);
    countMet(world, commit);
    checkCircuit(world, commit);
    checkVetting(world, commit);
    if (commit.by.traceId === "") world.violate("I17", after.order.id, "A change without a trace");
  };
}

/** What its merchant wants to see is not paid unseen, nor changed since. */
function checkVetting(world: World, { before, after, changes }: Commit): void {
  const { id, validation, version } = before.order;
  const begins = changes.some(
    (change) =>
      change.kind === "transaction_created" &&
      change.transaction.kind === "authorization" &&
      change.transaction.origin === "kassa",
  );
  if (validation === null || !begins) return;
  const seen = world.accepted.get(id) ?? [];
  if (seen.includes(version)) return;
  const told = seen.join(", ") || "no version";
  world.violate("veto", after.order.id, `Accepted at ${told}, begun at ${version}`);
}

/** Whoever read it closed has long written by then. */
const READ_BEFORE_MS = 15_000;

/** A gateway that does not answer is given nothing new. */
function checkCircuit(world: World, { before, after }: Commit): void {
  for (const { id, kind, origin, gatewayId } of after.transactions) {
    const isNew = !before.transactions.some((each) => each.id === id);
    if (!isNew || kind !== "authorization" || origin !== "kassa") continue;
    const gateway = world.database.gateways.find((each) => each.id === gatewayId);
    if (gateway?.circuit.state !== "open") continue;
    const openMs = world.scheduler.nowMs - (gateway.circuit.openedAt?.getTime() ?? 0);
    if (openMs > READ_BEFORE_MS) {
      world.violate("circuit", after.order.id, `${id} began, ${gatewayId} open for ${openMs} ms`);
    }
  }
}

function checkOrder(world: World, before: PaymentState, after: PaymentState): void {
  const { id, status, totalMinor, paymentStatus } = after.order;
  const was = before.order;
  if (was.status !== status) {
    world.counts.add(`order ${was.status} → ${status}`);
    if (!canMoveOrder(was.status, status)) {
      world.violate("I6", id, `The order went from ${was.status} to ${status}`);
    }
  }
  if (was.placedAt && totalMinor !== was.totalMinor) {
    world.violate("I11", id, `Placed for ${was.totalMinor}, now ${totalMinor}`);
  }
  if (
    was.paymentStatus !== paymentStatus &&
    !canMovePaymentStatus(was.paymentStatus, paymentStatus)
  ) {
    world.violate("I6", id, `Its money went from ${was.paymentStatus} to ${paymentStatus}`);
  }
  const expected = paymentStatusOf(totalMinor, after.transactions);
  // An empty cart is no present.
  const isEmpty = expected === "free" && paymentStatus === "unpaid" && after.order.linesCount === 0;
  if (expected !== paymentStatus && !isEmpty) {
    world.violate("I7", id, `It says ${paymentStatus}, its transactions say ${expected}`);
  }
  if (status !== "placed" && status !== "editing" && status !== "approved") return;
  const live = liveAttemptOf(after);
  const isPaid = after.transactions.some(
    (each) => each.kind === "authorization" && each.status === "succeeded",
  );
  if (!isPaid || (live && live.status !== "succeeded")) {
    world.violate("I14", id, `It is ${status}, its attempt is ${live?.status ?? "none"}`);
  }
  if (live && live.amount.amountMinor !== totalMinor) {
    world.violate("I11", id, `${live.amount.amountMinor} is held for a total of ${totalMinor}`);
  }
}

/** I11: what was sold stays, whoever edits it. */
function checkLines(world: World, { before, after, carts }: Commit): void {
  if (!carts) return;
  const { id, placedAt, currency } = before.order;
  const live = liveAttemptOf(before);
  if (live && live.status !== "action_required" && before.order.status !== "editing") {
    world.violate("I11", id, `It was edited while ${live.id} is ${live.status}`);
  }
  const isSame = JSON.stringify(carts.before.lines) === JSON.stringify(carts.after.lines);
  if (placedAt && (!isSame || currency !== after.order.currency)) {
    world.violate("I11", id, "It is placed, and its lines or its currency have changed");
  }
  const lines = carts.after.lines.reduce((sum, line) => sum + line.quantity * line.unitMinor, 0);
  const sum = lines + after.order.paymentMethodMinor;
  if (sum !== after.order.totalMinor) {
    world.violate("I11", id, `Its lines come to ${sum}, its total is ${after.order.totalMinor}`);
  }
}

/** I2: what is asked for is what the order costs at that moment. */
function checkAsked(world: World, { before, after, changes }: Commit): void {
  const { order } = before;
  for (const change of changes) {
    // A changed amount is told to the provider before it stands here.
    if (change.kind !== "call_started" || change.call.operation === "change_amount") continue;
    const asked = after.transactions.find(({ id }) => id === change.call.transactionId);
    if (asked?.kind !== "authorization") continue;
    const { amountMinor, currency } = asked.amount;
    if (amountMinor === order.totalMinor && currency === order.currency) continue;
    world.violate("I2", order.id, `${asked.id} asks for ${amountMinor} of ${order.totalMinor}`);
  }
}

function checkStep(world: World, old: StoredTransaction | null, now: StoredTransaction): void {
  const subject = `${now.kind} ${now.id}`;
  if (old === null) {
    if (now.origin === "kassa" && now.status !== "requested") {
      world.violate("I4", now.orderId, `${subject} began as ${now.status}`);
    }
    return;
  }
  if (old.status !== now.status) {
    world.counts.add(`transaction ${old.status} → ${now.status}`);
    if (!canSettle(old.status, now.status)) {
      world.violate("I6", now.orderId, `${subject} went from ${old.status} to ${now.status}`);
    }
  }
  const isMoved = old.amount.amountMinor !== now.amount.amountMinor;
  if (!isUnsettled(old.status) && isMoved) {
    world.violate("I6", now.orderId, `${subject} ended with another amount`);
  }
}

/** What was asked for counts as spent until it is known not to have happened. */
function checkMoney(world: World, { order, transactions }: PaymentState): void {
  const spent = (parentId: string, kind: StoredTransaction["kind"]) => {
    let sum = 0;
    for (const each of transactions) {
      const counts = each.parentId === parentId && each.kind === kind && each.origin === "kassa";
      if (counts && each.status !== "declined" && each.status !== "failed") {
        sum += each.amount.amountMinor;
      }
    }
    return sum;
  };
  let live = 0;
  for (const each of transactions) {
    if (each.kind === "authorization") {
      if (each.live) live += 1;
      const captured = spent(each.id, "capture");
      if (captured > each.amount.amountMinor) {
        world.violate("I2", order.id, `${captured} captured of ${each.amount.amountMinor}`);
      }
      if (captured > 0 && spent(each.id, "void") > 0) {
        world.violate("I10", order.id, `${each.id} is both captured and voided`);
      }
    }
    if (each.kind === "capture" && spent(each.id, "refund") > each.amount.amountMinor) {
      world.violate("I2", order.id, `More than ${each.amount.amountMinor} refunded`);
    }
  }
  if (live > 1) world.violate("I1", order.id, `${live} live attempts`);
}

const MET: ReadonlyMap<string, string> = new Map([
  ["order.payment_source_attached", "payment forced"],
  ["payment_source.amount_changed", "amount changed"],
]);

/** How often each cause was met, and went away: what no seed meets is tried by nothing here. */
function countMet(world: World, { changes }: Commit): void {
  for (const change of changes) {
    if (change.kind === "attention_raised") world.counts.add(`attention ${change.cause.kind}`);
    if (change.kind === "attention_gone") world.counts.add("attention gone by itself");
    const met = change.kind === "event" ? MET.get(change.event.name) : undefined;
    if (met) world.counts.add(met);
  }
}

function tellOf(world: World, { changes, by, after }: Commit): void {
  for (const change of changes) {
    if (change.kind !== "event") continue;
    const { event } = change;
    world.tell(
      () =>
        `${after.order.id} ${event.name} ${event.resourceId} ${JSON.stringify(event.changes)} by ${by.kind}`,
    );
  }
}
