import type { Metadata } from "next";
import { BackLink } from "@/components/admin/back-link";
import { RefundLimitForm, RefundLimits } from "@/components/admin/refund-limits";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { listRefundLimits } from "@/lib/refunds/refund-queries";
import { setLimitAction } from "./actions";

export const metadata: Metadata = { title: "Refund limits – Kassa" };

export default async function RefundLimitsPage() {
  const merchant = await requireMerchant("/admin/payments/refund-limits");
  const { limits, currencies } = await listRefundLimits(merchant);
  return (
    <>
      <BackLink href="/admin/payments">Payments</BackLink>
      <div className="ad__top -mt-3">
        <div>
          <h1>Refunds that need a second person</h1>
          <p className="muted">
            Where a payment gives back more than this in all, another owner or operator approves it
            first. Nobody approves their own.
          </p>
        </div>
      </div>
      <div className="cols">
        <RefundLimits limits={limits} />
        {isAllowed(merchant.role, "configure") ? (
          <RefundLimitForm action={setLimitAction} currencies={currencies} />
        ) : (
          <p className="sub">Only an owner may change this.</p>
        )}
      </div>
    </>
  );
}
