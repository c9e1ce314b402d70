import type { BankRequest } from "../bank/bank";
import type { World } from "../world";

/** I4: what moves money has its row, committed before a bank hears of it. */
export function checkCall(world: World, key: string, request: BankRequest): void {
  // A cancel takes nothing and gives nothing back.
  if (request.operation === "cancel") return;
  if (!world.database.calls.has(key)) {
    world.violate("I4", null, `${request.operation} came with the key ${key}, which has no row`);
  }
}
