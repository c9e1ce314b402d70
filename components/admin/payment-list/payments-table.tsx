import Link from "next/link";
import type { AdminAction } from "@/components/admin/admin-form";
import { methodWords } from "@/components/admin/method-words";
import { Moment } from "@/components/admin/moment";
import { StateBadge, stateNote } from "@/components/admin/state-badge";
import { Badge } from "@/components/ui/badge";
import { formatMoney } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import { type Address, addressText, without } from "@/lib/payment-list/list-address";
import type { ListSort } from "@/lib/payment-list/list-filter";
import type { ListedPayment } from "@/lib/payment-list/list-view";
import { type Choosable, ChosenPayments, PickAll, PickOne } from "./chosen-payments";

type Shown = {
  now: Date;
  timeZone: string;
  /** False while the banner says it of all. */
  marksTest: boolean;
};
type Listed = { address: Address; sort: ListSort };

const SORT_WORDS: Record<ListSort, string> = {
  newest: "newest first",
  oldest: "oldest first",
  largest: "largest first",
  smallest: "smallest first",
};

/**
 * One row per payment source; under 960 px each becomes a small card. With `capture` rows can be chosen, to capture them
 * together.
 */
export function PaymentsTable({
  rows,
  capture,
  address,
  sort,
  ...shown
}: Shown & Listed & { rows: readonly ListedPayment[]; capture: AdminAction | null }) {
  const table = (
    <table className="rows">
      <Head address={address} sort={sort} canChoose={capture !== null} />
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} canChoose={capture !== null} {...shown} />
        ))}
      </tbody>
    </table>
  );
  return (
    <section className="card" aria-label={`Payments, ${SORT_WORDS[sort]}`}>
      {capture === null ? (
        table
      ) : (
        <ChosenPayments action={capture} rows={rows.flatMap(choosableOf)}>
          {table}
        </ChosenPayments>
      )}
    </section>
  );
}

const choosableOf = (row: ListedPayment): Choosable[] =>
  row.capturableMinor === 0
    ? []
    : [{ id: row.id, amountMinor: row.capturableMinor, currency: row.currency }];

function Head({ address, sort, canChoose }: Listed & { canChoose: boolean }) {
  return (
    <thead>
      <tr>
        {canChoose ? (
          <th scope="col" className="pick">
            <PickAll />
          </th>
        ) : null}
        <th scope="col">State</th>
        <SortHead name="Amount" falling="largest" rising="smallest" {...{ address, sort }} />
        <th scope="col">Customer</th>
        <th scope="col">Method</th>
        <th scope="col">Order</th>
        <SortHead name="Time" falling="newest" rising="oldest" {...{ address, sort }} />
      </tr>
    </thead>
  );
}

/** A head that sorts by its column: falling first, then the other way round. */
function SortHead(props: Listed & { name: string; falling: ListSort; rising: ListSort }) {
  const { address, sort, name, falling, rising } = props;
  const next = sort === falling ? rising : falling;
  const rest = without(address, "sort");
  const href = `/admin/payments${addressText(next === "newest" ? rest : { ...rest, sort: next })}`;
  const state = sort === falling ? "descending" : sort === rising ? "ascending" : undefined;
  return (
    <th scope="col" className="num" aria-sort={state}>
      <Link href={href} prefetch={false} className="sorts">
        {name}
        <span aria-hidden="true">
          {state === "descending" ? " ↓" : state === "ascending" ? " ↑" : " ↕"}
        </span>
        <span className="vh">, sort {SORT_WORDS[next]}</span>
      </Link>
    </th>
  );
}

type RowProps = Shown & { row: ListedPayment; canChoose: boolean };

function Row({ row, now, timeZone, marksTest, canChoose }: RowProps) {
  const note = stateNote(row.state, row.decline);
  const { paidWith, by } = methodWords(row.method);
  return (
    <tr>
      {canChoose ? (
        <td className="pick">
          <PickOne id={row.id} label={`Choose order ${row.orderNumber}`} />
        </td>
      ) : null}
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
function CustomerLink({ row }: { row: ListedPayment }) {
  const amount = formatMoney(row.amountMinor, row.currency);
  return (
    <Link href={`/admin/payments/${row.id}`} prefetch={false} data-row-link="">
      {row.customer.name ?? row.customer.email ?? "Guest"}
      <span className="vh">
        , {amount}, order {row.orderNumber}
      </span>
    </Link>
  );
}
