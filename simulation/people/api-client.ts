import { SOURCE_TYPE_OF } from "@/lib/gateway-types";
import { isEditable } from "@/lib/orders/order-status";
import { changeAmount } from "@/lib/payments/change-amount";
import { createPaymentSource } from "@/lib/payments/create-payment-source";
import { authorizeOrder, placeOrder } from "@/lib/payments/place-order";
import type { Fiber } from "../engine/fiber";
import type { Nodes } from "../nodes";
import type { Visit } from "../plan";
import type { World } from "../world";
import type { Order } from "./shopper";

type Visiting = { order: Order; visit: Extract<Visit, { kind: "api" }>; name: string };
type Call = Visiting["visit"]["calls"][number];

const CLIENT = { kind: "api_client", id: "client" } as const;

/** An integrator's storefront: creates a source, authorizes, places, each perhaps more than once. */
export async function integrate(
  world: World,
  nodes: Nodes,
  person: Fiber,
  visiting: Visiting,
): Promise<void> {
  let created = 0;
  for (const call of visiting.visit.calls) {
    await person.sleep(world.random.between(100, visiting.visit.patienceMs));
    world.tell(() => `${visiting.name} calls ${call} for ${visiting.order.id}`);
    if (call === "create") created += 1;
    await make(world, nodes, person, { ...visiting, call, created });
  }
}

async function make(
  world: World,
  nodes: Nodes,
  person: Fiber,
  { order, visit, name, call, created }: Visiting & { call: Call; created: number },
): Promise<void> {
  const orderId = order.id;
  const source = world.database.orders.get(orderId)?.sources.at(-1);
  const isConfirmedInBrowser = visit.gateway === "stripe_gateways" && visit.card === "challenge";
  switch (call) {
    case "create":
      await nodes.request(person, CLIENT, (deps) =>
        createPaymentSource(deps, {
          orderId,
          type: SOURCE_TYPE_OF[visit.gateway],
          attributes: isConfirmedInBrowser ? {} : { card: visit.card },
          idempotencyKey: `${name}-${created}`,
        }),
      );
      return;
    case "update":
      if (!source) return;
      await nodes.request(person, CLIENT, (deps) => changeAmount(deps, { sourceId: source.id }));
      return;
    case "authorize":
      await nodes.request(person, CLIENT, (deps) => authorizeOrder(deps, { orderId }));
      return;
    case "place":
      expectPlaced(
        world,
        orderId,
        await nodes.request(person, CLIENT, (deps) => placeOrder(deps, { orderId })),
      );
      return;
    case "confirm":
      if (source?.reference) world.banks[visit.gateway].confirm(source.reference, "approved");
      return;
  }
}

/** Who is told that it worked has placed the order, or left it to be placed when its payment ends; unless it was cancelled. */
function expectPlaced(
  world: World,
  orderId: string,
  answer: Awaited<ReturnType<typeof placeOrder>> | null,
): void {
  if (!answer?.ok) return;
  const { status } = answer.value;
  if (!isEditable(status)) return;
  world.violate("I19", orderId, `_place was answered well and left the order ${status}`);
}
