import { updateOrder } from "@/lib/orders/update-order";
import { approveOrder } from "@/lib/payments/approve-order";
import { cancelOrder } from "@/lib/payments/cancel-order";
import { capturePayment } from "@/lib/payments/capture-payment";
import { startEditing, stopEditing } from "@/lib/payments/edit-placed-order";
import { refundPayment } from "@/lib/payments/refund-payment";
import type { StoredTransaction } from "@/lib/payments/store";
import { voidPayment } from "@/lib/payments/void-payment";
import type { Fiber } from "../engine/fiber";
import type { Nodes } from "../nodes";
import type { MerchantAction, Visit } from "../plan";
import type { World } from "../world";
import type { Order } from "./shopper";

type Visiting = { order: Order; visit: Extract<Visit, { kind: "merchant" }>; name: string };

const MERCHANT = { kind: "user", id: "user" } as const;
/** Orders are taken back by the API only. */
const CLIENT = { kind: "api_client", id: "client" } as const;

/** Somebody in the admin: captures, refunds, voids, cancels, and is impatient. */
export async function trade(
  world: World,
  nodes: Nodes,
  person: Fiber,
  { order, visit, name }: Visiting,
): Promise<void> {
  await person.sleep(visit.waitMs);
  let count = 0;
  for (const action of visit.actions) {
    await person.sleep(action.waitMs);
    count += 1;
    const key = `${name}-${count}`;
    world.tell(() => `${name} wants to ${action.kind} ${action.percent}% of ${order.id}`);
    if (action.isDouble) {
      world.scheduler.spawn((other) => act(world, nodes, other, { order, action, key }));
    }
    await act(world, nodes, person, { order, action, key });
  }
}

async function act(
  world: World,
  nodes: Nodes,
  person: Fiber,
  { order, action, key }: { order: Order; action: MerchantAction; key: string },
): Promise<void> {
  const orderId = order.id;
  if (action.kind === "start_editing" || action.kind === "stop_editing") {
    const move = action.kind === "start_editing" ? startEditing : stopEditing;
    await nodes.request(person, CLIENT, (deps) => move(deps, { orderId }));
    return;
  }
  if (action.kind === "mend") {
    const mended = { orderId, email: "other@example.com", reference: "ERP-7" };
    await nodes.request(person, CLIENT, (deps) => updateOrder(deps, mended));
    return;
  }
  if (action.kind === "cancel") {
    await nodes.request(person, MERCHANT, (deps) => cancelOrder(deps, { orderId }));
    return;
  }
  if (action.kind === "approve") {
    await nodes.request(person, MERCHANT, (deps) => approveOrder(deps, { orderId }));
    return;
  }
  const parent = parentOf(world, orderId, action.kind);
  if (!parent) return;
  const part = Math.max(1, Math.floor((parent.amount.amountMinor * action.percent) / 100));
  const amountMinor = action.percent === 100 ? null : part;
  const given = { orderId, amountMinor, idempotencyKey: key };
  await nodes.request(person, MERCHANT, (deps) => {
    switch (action.kind) {
      case "capture":
        return capturePayment(deps, { ...given, authorizationId: parent.id });
      case "refund":
        return refundPayment(deps, { ...given, captureId: parent.id });
      default:
        return voidPayment(deps, { ...given, authorizationId: parent.id });
    }
  });
}

/** What the admin's page shows a button for. */
function parentOf(
  world: World,
  orderId: string,
  kind: "capture" | "refund" | "void",
): StoredTransaction | null {
  const wanted = kind === "refund" ? "capture" : "authorization";
  const transactions = world.database.orders.get(orderId)?.transactions ?? [];
  return (
    transactions.findLast((each) => each.kind === wanted && each.status === "succeeded") ?? null
  );
}
