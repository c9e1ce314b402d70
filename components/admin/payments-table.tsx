import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { formatMoney } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import type { PaymentRow } from "@/lib/payments/payment-view";
import { methodWords } from "./method-words";
import { Moment } from "./moment";
import { StateBadge, stateNote } from "./state-badge";

type Shown = {
  now: Date;
  timeZone: string /** False while the banner says it of all. */;
  marksTest: boolean;
};

/** One row per payment source; under 960 px each becomes a small card. */
export function PaymentsTable({ rows, ...shown }: Shown & { rows: readonly PaymentRow[] }) {
  return (
    <section className="card" aria-label="Payments, newest first">
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col" className="num">
              Amount
            </th>
            <th scope="col">Customer</th>
            <th scope="col">Method</th>
            <th scope="col">Order</th>
            <th scope="col" className="num" aria-sort="descending">
              Time <span aria-hidden="true">↓</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} {...shown} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ row, now, timeZone, marksTest }: Shown & { row: PaymentRow }) {
  const note = stateNote(row.state, row.decline);
  const { paidWith, by } = methodWords(row.method);
  return (
    <tr>
      <td className="text-start">
        <StateBadge state={row.state} />
        {marksTest && row.mode === "test" ? <Badge tone="test">Test</Badge> : null}
        {note === null ? null : <p className="sub mt-[3px]">{note}</p>}
      </td>
      <td className="num amount text-end">
        <Money amountMinor={row.amountMinor} currency={row.currency} />
      </td>
      <td className="text-start">
        <CustomerLink row={row} />
        {row.customer.name === null || row.customer.email === null ? null : (
          <p className="sub break-all">{row.customer.email}</p>
        )}
      </td>
      <td className="max-[959px]:text-end">
        <span className="nowrap">{paidWith}</span>
        <p className="sub">{by}</p>
      </td>
      <td className="text-start strong">{row.orderNumber}</td>
      <td className="num text-end">
        <Moment at={row.createdAt} now={now} timeZone={timeZone} />
      </td>
    </tr>
  );
}

/** The one link of a row. Its name goes on where readers do not see it: a customer may pay twice. */
function CustomerLink({ row }: { row: PaymentRow }) {
  const amount = formatMoney(row.amountMinor, row.currency);
  return (
    <Link href={`/admin/payments/${row.id}`} prefetch={false}>
      {row.customer.name ?? row.customer.email ?? "Guest"}
      <span className="vh">
        , {amount}, order {row.orderNumber}
      </span>
    </Link>
  );
}
