import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { MoneyNow } from "@/components/admin/money-now";
import { CardFacts, References } from "@/components/admin/payment-facts";
import { PaymentHead } from "@/components/admin/payment-head";
import { AttentionNotices, Disputes } from "@/components/admin/payment-troubles";
import { Timeline } from "@/components/admin/timeline";
import { TransactionsTable } from "@/components/admin/transactions-table";
import { formatMoney } from "@/components/ui/format";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { findTroubles } from "@/lib/payments/attention-queries";
import { findPayment } from "@/lib/payments/queries";

type Props = { params: Promise<{ id: string }> };

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

export default async function PaymentPage({ params }: Props) {
  const { merchant, payment } = await readPayment((await params).id);
  if (payment === null) notFound();
  const { items, disputes } = await findTroubles(merchant, payment.id);
  const shown = { now: systemClock.now(), timeZone: merchant.organization.timeZone };
  return (
    <>
      <PaymentHead payment={payment} marksTest={env().SANDBOX_URL === undefined} {...shown} />
      <AttentionNotices items={items} {...shown} />
      <div className="cols">
        <div className="stack">
          <TransactionsTable
            transactions={payment.transactions}
            currency={payment.currency}
            {...shown}
          />
          <Timeline payment={payment} timeZone={shown.timeZone} />
        </div>
        <div className="stack">
          <MoneyNow balance={payment.balance} currency={payment.currency} state={payment.state} />
          <Disputes disputes={disputes} {...shown} />
          <CardFacts payment={payment} />
          <References payment={payment} />
        </div>
      </div>
    </>
  );
}
