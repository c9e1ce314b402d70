import type { Merchant } from "../auth/merchant";
import { isAllowed } from "../auth/permissions";
import type { Deps } from "../deps";
import { notFound, type UseCaseError } from "../errors";
import { err, ok, type Result } from "../result";
import { findDutyOwner, giveDutyTo } from "./attention-duty-store";
import type { Duty } from "./attention-view";

/**
 * One kind of what waits beside the list is a person's from now on, whoever had it before. Safe to repeat. Whoever may
 * only look is refused; somebody who may not act for the shop is not found.
 */
export async function giveDuty(
  deps: Deps,
  merchant: Merchant,
  given: { duty: Duty; ownerId: string },
): Promise<Result<null, UseCaseError>> {
  if (!isAllowed(merchant.role, "operate")) return err({ code: "forbidden" });
  const before = await findDutyOwner(given.duty);
  if (before === given.ownerId) return ok(null);
  const isGiven = await giveDutyTo(given, {
    ...{ name: "attention_duty.taken", changes: { owner_id: [before, given.ownerId] } },
    ...{ by: deps.by, now: deps.clock.now() },
  });
  if (isGiven || (await findDutyOwner(given.duty)) === given.ownerId) return ok(null);
  return err(notFound("users", given.ownerId));
}
