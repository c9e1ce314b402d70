import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import type { OrderDetail } from "@/lib/desk/order-view";
import { BackLink } from "./back-link";
import { FULFILLMENT_WORDS } from "./order-signs";
import { OrderBadge } from "./orders-table";
import { StateBadge } from "./state-badge";
import { relativeTime } from "./times";

/** Which order, how it stands, and what can be done with it. */
export function OrderHead(props: {
  order: OrderDetail;
  now: Date;
  timeZone: string;
  marksTest: boolean;
  children: ReactNode;
}) {
  const { order, now, timeZone } = props;
  const { createdAt } = order;
  return (
    <>
      <BackLink href="/admin/orders">Orders</BackLink>
      <div className="ad__top -mt-3 items-end">
        <div>
          <h1>
            Order {order.number} ·{" "}
            <Money amountMinor={order.totalMinor} currency={order.currency} />
          </h1>
          <div className="row row--wrap gap-x-2 gap-y-1 my-1">
            <OrderBadge status={order.status} />
            <StateBadge state={order.paymentStatus} />
            <Badge>{FULFILLMENT_WORDS[order.fulfillment]}</Badge>
            {order.isArchived ? <Badge>Archived</Badge> : null}
            {props.marksTest && order.mode === "test" ? <Badge tone="test">Test</Badge> : null}
          </div>
          <p className="muted">
            {order.customer.name ?? order.customer.email ?? "Nobody yet"} ·{" "}
            <time dateTime={createdAt.toISOString()}>{formatDateTime(createdAt, timeZone)}</time> ·{" "}
            {relativeTime(createdAt, now)}
          </p>
        </div>
        <div className="push row row--wrap">{props.children}</div>
      </div>
    </>
  );
}
