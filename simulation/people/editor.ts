import type { Deps } from "@/lib/deps";
import { addLine } from "@/lib/orders/add-line";
import { addToCart } from "@/lib/orders/add-to-cart";
import { setQuantity } from "@/lib/orders/set-quantity";
import { updateOrder } from "@/lib/orders/update-order";
import type { Result } from "@/lib/result";
import type { Fiber } from "../engine/fiber";
import type { By, Nodes } from "../nodes";
import type { Edit, Visit } from "../plan";
import { SKU_CODE, type World } from "../world";
import type { Order } from "./shopper";

type Visiting = { order: Order; visit: Extract<Visit, { kind: "edit" }>; name: string };

const SHOPPER = { kind: "shopper", id: null } as const;
const CLIENT = { kind: "api_client", id: "client" } as const;

/** Somebody changes what is in the cart, in the shop or by the API, before a payment and while it is under way. */
export async function edit(
  world: World,
  nodes: Nodes,
  person: Fiber,
  { order, visit, name }: Visiting,
): Promise<void> {
  await person.sleep(visit.waitMs);
  for (const each of visit.edits) {
    await person.sleep(each.waitMs);
    world.tell(() => `${name} wants to ${each.kind} (${each.quantity}) of ${order.id}`);
    const made = await make(world, nodes, person, { order, visit, edit: each });
    if (made) world.counts.add(`edit ${each.kind}`);
  }
}

async function make(
  world: World,
  nodes: Nodes,
  person: Fiber,
  { order, visit, edit }: { order: Order; visit: Visiting["visit"]; edit: Edit },
): Promise<boolean> {
  const { id: orderId, token } = order;
  const { quantity } = edit;
  /** True when an answer came, and it was no refusal. */
  const ask = async (by: By, work: (deps: Deps) => Promise<Result<unknown, unknown>>) =>
    (await nodes.request(person, by, work))?.ok === true;
  // What the page or the client saw last.
  const lines = world.database.carts.get(orderId)?.lines ?? [];
  const line = lines.at(-1);
  switch (edit.kind) {
    case "add":
      return visit.by === "api_client"
        ? ask(CLIENT, (deps) =>
            addLine(deps, { orderId, name: "Engraving", unitMinor: 350, quantity }),
          )
        : ask(SHOPPER, (deps) =>
            addToCart(deps, { token, skuCode: SKU_CODE, quantity, currency: "EUR" }),
          );
    case "change":
      if (!line) return false;
      return ask(SHOPPER, (deps) => setQuantity(deps, { token, lineId: line.id, quantity }));
    case "empty": {
      let isEmptied = true;
      for (const { id: lineId } of lines) {
        const none = { token, lineId, quantity: 0 };
        isEmptied = (await ask(SHOPPER, (deps) => setQuantity(deps, none))) && isEmptied;
      }
      return isEmptied;
    }
    case "mend":
      return ask(CLIENT, (deps) =>
        updateOrder(deps, { orderId, email: "other@example.com", reference: `ERP-${quantity}` }),
      );
  }
}
