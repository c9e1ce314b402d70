import type { Deps } from "../deps";
import { err, ok, type Result } from "../result";
import type { SandboxControl } from "./control";
import { type FaultWish, isTrouble, type PaymentFault } from "./fault";
import type { SandboxRefusal } from "./refusal";
import { findOrderId, tellOfSandbox } from "./sandbox-store";

type Parts = Pick<Deps, "by" | "clock">;

/**
 * Sets a fault for payments to come, of one order where its number is given. Safe to repeat: `id` is the form's nonce, and
 * the same one sets one fault and tells of it once.
 */
export async function setFault(
  { by, clock }: Parts,
  control: SandboxControl,
  asked: { id: string; wish: Omit<FaultWish, "match">; orderNumber: string },
): Promise<Result<PaymentFault, SandboxRefusal>> {
  const match = await orderIdOf(asked.orderNumber);
  if (!match.ok) return match;
  const wish: FaultWish = { ...asked.wish, match: match.value };
  if (!isTrouble(wish)) return err({ code: "nothing_chosen" });
  if (wish.provider === "external" && wish.threeDs !== "as_card") {
    return err({ code: "no_three_ds" });
  }
  const set = await control.setFault(asked.id, wish);
  if (!set.ok) return set;
  const { fault, isNew } = set.value;
  if (isNew) {
    const changes = { fault: [null, { ...wish }] };
    await tellOfSandbox("faults", fault.id, {
      name: "sandbox.fault_set",
      changes,
      by,
      now: clock.now(),
    });
  }
  return ok(fault);
}

/** An empty number means any order. */
async function orderIdOf(text: string): Promise<Result<string | null, SandboxRefusal>> {
  const number = text.trim().replace(/^#/, "");
  if (number === "") return ok(null);
  const id = /^\d{1,9}$/.test(number) ? await findOrderId(Number(number)) : null;
  return id === null ? err({ code: "no_such_order", number }) : ok(id);
}

/** It meets no payment from now on; those that it has met keep it. Safe to repeat. */
export async function stopFault(
  { by, clock }: Parts,
  control: SandboxControl,
  { id, kind }: { id: string; kind: "payment" | "call" },
): Promise<Result<null, SandboxRefusal>> {
  const stopped =
    kind === "payment" ? await control.stopFault(id) : await control.removeCallFault(id);
  if (!stopped.ok) return stopped;
  const told = { name: "sandbox.fault_stopped", changes: { state: ["waiting", "stopped"] }, by };
  await tellOfSandbox("faults", id, { ...told, now: clock.now() });
  return ok(null);
}
