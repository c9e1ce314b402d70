import Link from "next/link";
import type { AdminAction } from "@/components/admin/admin-form";
import { type Address, addressText, without } from "@/lib/payment-list/list-address";
import type { ListSort } from "@/lib/payment-list/list-filter";
import type { ListedPayment } from "@/lib/payment-list/list-view";
import { type Choosable, ChosenPayments, PickAll } from "./chosen-payments";
import { PaymentRows } from "./payment-rows";
import { type ShownWith, shownOf } from "./shown-payment";

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
  ...shownWith
}: ShownWith & Listed & { rows: readonly ListedPayment[]; capture: AdminAction | null }) {
  const table = (
    <table className="rows">
      <Head address={address} sort={sort} canChoose={capture !== null} />
      <PaymentRows rows={rows.map((row) => shownOf(row, shownWith))} canChoose={capture !== null} />
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
