import { Suspense } from "react";
import { formatMoney } from "@/components/ui/format";
import { Leader } from "@/components/ui/leader";
import type { Total, Totals } from "@/lib/payment-list/list-view";

type Tallies = Promise<{ totals: Totals }>;

/** What the view comes to, one column a currency; it comes after the rows. */
export function ListTotals({ tallies }: { tallies: Tallies }) {
  return (
    <Suspense fallback={<section className="card totals totals--waits" aria-busy="true" />}>
      <Sums tallies={tallies} />
    </Suspense>
  );
}

async function Sums({ tallies }: { tallies: Tallies }) {
  const { totals, isMinimum } = (await tallies).totals;
  if (totals.length === 0) return null;
  return (
    <section className="card totals" aria-label="Totals of this view, paid less refunded">
      {totals.map((total) => (
        <Column key={total.currency} total={total} isMinimum={isMinimum} />
      ))}
    </section>
  );
}

const COUNT = new Intl.NumberFormat("en");

function Column({ total, isMinimum }: { total: Total; isMinimum: boolean }) {
  const { currency, paymentsCount } = total;
  const more = isMinimum ? "more than " : "";
  const amount = (minor: number) => <bdi>{more + formatMoney(minor, currency)}</bdi>;
  return (
    <div>
      <p className="cur">
        <span>{currency} taken</span>
        <span>
          {more}
          {COUNT.format(paymentsCount)} {paymentsCount === 1 ? "payment" : "payments"}
        </span>
      </p>
      <p className="sum">{amount(total.takenMinor)}</p>
      <Leader label="Authorized, open">{amount(total.openMinor)}</Leader>
      <Leader label="Refunded">{amount(total.refundedMinor)}</Leader>
    </div>
  );
}
