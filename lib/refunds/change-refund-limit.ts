import type { Merchant } from "../auth/merchant";
import { isAllowed } from "../auth/permissions";
import type { Deps } from "../deps";
import type { UseCaseError } from "../errors";
import type { CurrencyCode } from "../money/money";
import { err, ok, type Result } from "../result";
import { findRefundLimit, removeRefundLimit, setRefundLimit } from "./refund-limit-store";

/** Owners say above which amount a refund waits for a second person; null: never. Safe to repeat. */
export async function changeRefundLimit(
  deps: Deps,
  merchant: Merchant,
  { currency, limitMinor }: { currency: CurrencyCode; limitMinor: number | null },
): Promise<Result<null, UseCaseError>> {
  if (!isAllowed(merchant.role, "configure")) return err({ code: "forbidden" });
  const before = await findRefundLimit(currency);
  if (before === limitMinor) return ok(null);
  const told = {
    by: deps.by,
    now: deps.clock.now(),
    changes: { limit_cents: [before, limitMinor] },
  };
  if (limitMinor === null)
    await removeRefundLimit(currency, { ...told, name: "refund_limit.removed" });
  else await setRefundLimit({ currency, limitMinor }, { ...told, name: "refund_limit.changed" });
  return ok(null);
}
