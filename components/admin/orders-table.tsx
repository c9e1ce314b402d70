import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Money } from "@/components/ui/money";
import type { OrderRow } from "@/lib/desk/order-view";
import { Moment } from "./moment";
import { FULFILLMENT_WORDS, ORDER_SIGNS } from "./order-signs";
import { newestFirst, numeric, RowsTable } from "./rows-table";
import { StateBadge } from "./state-badge";

const COLUMNS = ["Order", numeric("Total"), "Customer", "State", "Payment", newestFirst("Begun")];

type Shown = { now: Date; timeZone: string };

/** One row an order; under 960 px each becomes a small card. */
export function OrdersTable({
  rows,
  label,
  ...shown
}: Shown & { rows: readonly OrderRow[]; label: string }) {
  return (
    <section className="card" aria-label={label}>
      <RowsTable columns={COLUMNS}>
        {rows.map((row) => (
          <Row key={row.id} row={row} {...shown} />
        ))}
      </RowsTable>
    </section>
  );
}

function Row({ row, now, timeZone }: Shown & { row: OrderRow }) {
  const { customer } = row;
  return (
    <tr>
      <td className="text-start">
        <Link href={`/admin/orders/${row.id}`} prefetch={false}>
          <span className="vh">Order </span>
          {row.number}
        </Link>
        {row.isArchived ? <p className="sub">Archived</p> : null}
      </td>
      <td className="num amount text-end">
        <Money amountMinor={row.totalMinor} currency={row.currency} />
      </td>
      <td className="text-start">
        {customer.name ?? customer.email ?? "Nobody yet"}
        {customer.name === null || customer.email === null ? null : (
          <p className="sub break-all">{customer.email}</p>
        )}
      </td>
      <td className="max-[959px]:text-end">
        <OrderBadge status={row.status} />
        {row.status === "placed" || row.status === "approved" ? (
          <p className="sub mt-[3px]">{FULFILLMENT_WORDS[row.fulfillment]}</p>
        ) : null}
      </td>
      <td className="text-start">
        <StateBadge state={row.paymentStatus} />
      </td>
      <td className="num text-end">
        <Moment at={row.createdAt} now={now} timeZone={timeZone} />
      </td>
    </tr>
  );
}

export function OrderBadge({ status }: { status: OrderRow["status"] }) {
  const { word, coin, tone } = ORDER_SIGNS[status];
  return (
    <Badge tone={tone} coin={coin}>
      {word}
    </Badge>
  );
}
