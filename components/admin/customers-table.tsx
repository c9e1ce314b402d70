import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import type { CustomerRow } from "@/lib/desk/customer-view";
import { Moment } from "./moment";
import { newestFirst, numeric, RowsTable } from "./rows-table";

const COLUMNS = ["Customer", numeric("Orders"), "Sign-in", newestFirst("Since")];

type Shown = { now: Date; timeZone: string };

/** One row a customer; under 960 px each becomes a small card. */
export function CustomersTable({ rows, ...shown }: Shown & { rows: readonly CustomerRow[] }) {
  return (
    <section className="card" aria-label="Customers, newest first">
      <RowsTable columns={COLUMNS}>
        {rows.map((row) => (
          <Row key={row.id} row={row} {...shown} />
        ))}
      </RowsTable>
    </section>
  );
}

function Row({ row, now, timeZone }: Shown & { row: CustomerRow }) {
  return (
    <tr>
      <td className="text-start">
        <Link href={`/admin/customers/${row.id}`} prefetch={false} className="break-all">
          {row.name ?? row.email}
          {row.name === null ? null : <span className="vh">, {row.email}</span>}
        </Link>
        {row.name === null ? null : <p className="sub break-all">{row.email}</p>}
      </td>
      <td className="num text-end">
        {row.ordersCount}
        <span className="min-[960px]:hidden">{row.ordersCount === 1 ? " order" : " orders"}</span>
      </td>
      <td className="text-start">
        {row.hasSignedUp ? "Has signed up" : <span className="muted">Guest</span>}
        <ForgettingBadge customer={row} />
      </td>
      <td className="num text-end">
        <Moment at={row.createdAt} now={now} timeZone={timeZone} />
      </td>
    </tr>
  );
}

export function ForgettingBadge({ customer }: { customer: Pick<CustomerRow, "forgetting"> }) {
  if (customer.forgetting === null) return null;
  return customer.forgetting.doneAt === null ? (
    <Badge tone="warn" coin="clock">
      To be erased
    </Badge>
  ) : (
    <Badge coin="struck">Erased</Badge>
  );
}
