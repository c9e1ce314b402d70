import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { MoneyNow } from "@/components/admin/money-now";
import { PaymentActions } from "@/components/admin/payment-actions";
import { CardFacts, References } from "@/components/admin/payment-facts";
import { PaymentHead } from "@/components/admin/payment-head";
import { AttentionNotices, Disputes } from "@/components/admin/payment-troubles";
import { RefundRequests } from "@/components/admin/refund-requests";
import { StuckTransactions } from "@/components/admin/resolve-dialogs";
import { Timeline } from "@/components/admin/timeline";
import { TransactionsTable } from "@/components/admin/transactions-table";
import { formatMoney } from "@/components/ui/format";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import type { CurrencyCode } from "@/lib/money/money";
import { amountText } from "@/lib/money/parse-amount";
import { findTroubles } from "@/lib/payments/attention-queries";
import { capabilitiesOf } from "@/lib/payments/capabilities-of";
import { findPayment } from "@/lib/payments/payment-detail-queries";
import { offersOf } from "@/lib/payments/payment-offers";
import type { Query } from "../../query";
import { FORMS } from "./forms";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Query<"fold">>;
};

/** Read once for the title and the page; each begins with the check of the session. */
const readPayment = cache(async (id: string) => {
  const merchant = await requireMerchant(`/admin/payments/${encodeURIComponent(id)}`);
  const payment = await findPayment(merchant, id);
  return { merchant, payment };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { payment } = await readPayment((await params).id);
  if (payment === null) return { title: "Payment not found – Kassa" };
  const amount = formatMoney(payment.amountMinor, payment.currency);
  return { title: `${amount}, order ${payment.order.number} – Kassa` };
}

export default async function PaymentPage({ params, searchParams }: Props) {
  const { merchant, payment } = await readPayment((await params).id);
  if (payment === null) notFound();
  const { items, disputes } = await findTroubles(merchant, payment.id);
  const shown = { now: systemClock.now(), timeZone: merchant.organization.timeZone };
  const capabilities = capabilitiesOf(payment.method.sourceType);
  const offers = offersOf(payment, capabilities);
  const mayOperate = isAllowed(merchant.role, "operate");
  const sent = { payment: payment.id, nonce: randomUUID() };
  const textOf = (amountMinor: number) => amountText(amountMinor, payment.currency as CurrencyCode);
  const given = { payment, offers, forms: FORMS, sent };
  return (
    <>
      <PaymentHead payment={payment} marksTest={env().SANDBOX_URL === undefined} {...shown}>
        {mayOperate ? (
          <PaymentActions {...given} textOf={textOf} />
        ) : (
          <p className="sub">You may look: an owner or an operator acts.</p>
        )}
      </PaymentHead>
      <AttentionNotices items={items} {...shown} />
      {mayOperate ? <StuckTransactions {...given} /> : null}
      <div className="cols">
        <div className="stack">
          <TransactionsTable
            transactions={payment.transactions}
            currency={payment.currency}
            {...shown}
          />
          <Timeline
            payment={payment}
            timeZone={shown.timeZone}
            isFoldedAgain={(await searchParams).fold !== undefined}
          />
        </div>
        <div className="stack">
          <RefundRequests
            requests={payment.refundRequests}
            timeZone={shown.timeZone}
            merchantId={merchant.id}
            keptMinor={payment.balance.keptMinor}
            {...{ mayOperate, forms: FORMS, sent }}
          />
          <MoneyNow
            balance={payment.balance}
            currency={payment.currency}
            state={payment.state}
            isCapturedOnce={!capabilities.multipleCaptures}
          />
          <Disputes disputes={disputes} {...shown} />
          <CardFacts payment={payment} />
          <References payment={payment} />
          <p className="sub">
            <Link href="/admin/payments/refund-limits" prefetch={false}>
              Refunds that need a second person
            </Link>
          </p>
        </div>
      </div>
    </>
  );
}
