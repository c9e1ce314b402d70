import type { BankRequest } from "../bank/bank";
import type { World } from "../world";

const KEY_KNOWN_MS = 24 * 3_600_000;

/** I4: what moves money has its row, committed before a bank hears of it; and it is sent while a bank knows its key. */
export function checkCall(world: World, key: string, request: BankRequest): void {
  // A cancel takes nothing and gives nothing back.
  if (request.operation === "cancel") return;
  const call = world.database.calls.get(key);
  if (!call) {
    world.violate("I4", null, `${request.operation} came with the key ${key}, which has no row`);
    return;
  }
  const ageMs = world.scheduler.nowMs - call.startedAt.getTime();
  if (ageMs > KEY_KNOWN_MS) {
    world.violate("I4", null, `${request.operation} came with a key of ${ageMs / 3_600_000} hours`);
  }
}
