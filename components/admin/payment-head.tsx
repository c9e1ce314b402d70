import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import type { PaymentDetail } from "@/lib/payments/payment-view";
import { BackLink } from "./back-link";
import { StateBadge } from "./state-badge";
import { relativeTime } from "./times";

/** The amount is the headline; below it who paid, for what, and when. */
export function PaymentHead(props: {
  payment: PaymentDetail;
  now: Date;
  timeZone: string;
  marksTest: boolean;
  /** What may be done with it. */
  children: ReactNode;
}) {
  const { payment, now, timeZone } = props;
  const { customer, order } = payment;
  return (
    <>
      <BackLink href="/admin/payments">Payments</BackLink>
      <div className="ad__top -mt-3 items-end">
        <div>
          <div className="row row--wrap gap-x-3 gap-y-1">
            <h1 className="text-[1.75rem] leading-[2.125rem] tracking-[-0.02em]">
              <Money amountMinor={payment.amountMinor} currency={payment.currency} />
            </h1>
            <StateBadge state={payment.state} />
            {props.marksTest && payment.mode === "test" ? <Badge tone="test">Test</Badge> : null}
          </div>
          <p className="muted">
            {customer.name ?? customer.email ?? "Guest"} · order {order.number} ·{" "}
            <time dateTime={payment.createdAt.toISOString()}>
              {formatDateTime(payment.createdAt, timeZone)}
            </time>{" "}
            · {relativeTime(payment.createdAt, now)}
          </p>
        </div>
        <span className="push" />
        {props.children}
      </div>
    </>
  );
}
