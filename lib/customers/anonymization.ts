import type { Deps } from "../deps";
import { updateKept } from "./kept-rows";

/** Asks for a customer to be forgotten: `eraseDueCustomers` does it when the days of grace are over. Safe to repeat. */
export async function requestAnonymization(deps: Deps, id: string): Promise<void> {
  const now = deps.clock.now();
  const condition = "t.anonymization_requested_at IS NULL";
  const set = { anonymization_requested_at: now };
  await updateKept("customers", { id, condition }, set, { by: deps.by, now });
}

/** Takes the request back. False where there is none, or it was carried out. */
export async function cancelAnonymization(deps: Deps, id: string): Promise<boolean> {
  const condition = "t.anonymization_requested_at IS NOT NULL AND t.anonymized_at IS NULL";
  const set = { anonymization_requested_at: null };
  return updateKept("customers", { id, condition }, set, { by: deps.by, now: deps.clock.now() });
}
