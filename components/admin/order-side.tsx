import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/components/ui/format";
import type { OrderDetail } from "@/lib/desk/order-view";
import { AddressLines } from "./address-lines";
import { CopyText } from "./copy-text";
import { type Fact, FactsCard, factOf } from "./facts-card";
import { LINK_SIGNS } from "./order-signs";

/** Who bought it and where it goes. */
export function OrderPeople({ order }: { order: OrderDetail }) {
  const { customer, customerId, shippingAddress, billingAddress } = order;
  const { email } = customer;
  const facts: (Fact | null)[] = [
    {
      label: "Customer",
      value:
        customerId === null ? (
          <span className="muted">Nobody yet</span>
        ) : (
          <Link href={`/admin/customers/${customerId}`} prefetch={false}>
            {customer.name ?? email ?? "Customer"}
          </Link>
        ),
    },
    factOf("E-mail", email && <CopyText text={email} label="the e-mail" isId={false} />),
    factOf("Goes to", shippingAddress && <AddressLines address={shippingAddress} />),
    order.isBilledWhereShipped
      ? factOf("Bill to", shippingAddress && <span className="muted">The same address</span>)
      : factOf("Bill to", billingAddress && <AddressLines address={billingAddress} />),
  ];
  return <FactsCard id="people" title="Customer" facts={facts} />;
}

/** What the order is called, where it was sold, and when. */
export function OrderFacts({ order, timeZone }: { order: OrderDetail; timeZone: string }) {
  const { placedAt, expiresAt, link, reference } = order;
  const at = (date: Date | null) =>
    date && <time dateTime={date.toISOString()}>{formatDateTime(date, timeZone)}</time>;
  const facts: (Fact | null)[] = [
    { label: "Market", value: `${order.marketName}, ${order.currency}` },
    factOf("Placed", at(placedAt)),
    factOf("Can be paid until", placedAt === null ? at(expiresAt) : null),
    factOf(
      "Payment link",
      link && (
        <Link href={`/admin/payment-links/${link.id}`} prefetch={false}>
          <Badge tone={LINK_SIGNS[link.state].tone} coin={LINK_SIGNS[link.state].coin}>
            {LINK_SIGNS[link.state].word}
          </Badge>
        </Link>
      ),
    ),
    factOf(
      "Reference",
      reference && <CopyText text={reference} label="the reference" isId={false} />,
    ),
    { label: "Id", value: <CopyText text={order.id} label="the order’s id" /> },
  ];
  return <FactsCard id="facts" title="Order" facts={facts} />;
}
