import type { Verdict } from "@/lib/providers/order-validation";
import type { Fiber } from "../engine/fiber";
import type { World } from "../world";

/** A merchant's own service: it accepts most orders, refuses some, and is sometimes not there. */
export async function vet(world: World, fiber: Fiber, orderId: string): Promise<Verdict> {
  const { random, counts } = world;
  const version = world.database.orders.get(orderId)?.order.version ?? 0;
  await fiber.sleep(random.chance(0.1) ? 5_000 : random.between(5, 900));
  const kind = random.weighted({ accepted: 7, refused: 2, unknown: 1 });
  counts.add(`merchant ${kind}`);
  world.tell(() => `the merchant looks at ${orderId} as of ${version}: ${kind}`);
  switch (kind) {
    case "accepted":
      world.accepted.set(orderId, [...(world.accepted.get(orderId) ?? []), version]);
      return { kind };
    case "refused":
      return { kind, code: "LIMIT", message: "Too many." };
    case "unknown":
      return { kind, detail: "No answer in time." };
  }
}
