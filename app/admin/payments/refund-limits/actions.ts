"use server";

import { formatMoney } from "@/components/ui/format";
import { adminAction, refused } from "@/lib/actions/admin-action";
import type { FormState } from "@/lib/actions/form-state";
import { parseCurrency } from "@/lib/money/currency";
import { changeRefundLimit } from "@/lib/refunds/change-refund-limit";
import { err, ok } from "@/lib/result";
import { amountIn, refusalOn, textIn } from "../payment-form";

const PATH = "/admin/payments/refund-limits";

/** An empty amount takes the limit away. */
export async function setLimitAction(previous: FormState, form: FormData): Promise<FormState> {
  const permission = "configure";
  return adminAction(previous, { path: PATH, permission }, async ({ deps, merchant }) => {
    const currency = parseCurrency(textIn(form, "currency"));
    if (currency === null) {
      return err(
        refused("Nothing was changed yet", { field: "currency", text: "Choose a currency" }),
      );
    }
    const isEmpty = textIn(form, "amount").trim() === "";
    const amount = isEmpty ? ok(null) : amountIn(form, currency);
    if (!amount.ok) return amount;
    const limitMinor = amount.value;
    const changed = await changeRefundLimit(deps, merchant, { currency, limitMinor });
    if (!changed.ok) return refusalOn(changed.error);
    return ok({
      message:
        limitMinor === null
          ? `Refunds in ${currency} need one person`
          : `Refunds above ${formatMoney(limitMinor, currency)} need a second person`,
    });
  });
}
