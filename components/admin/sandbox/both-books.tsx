import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import type { OurOrder } from "@/lib/sandbox/book-queries";
import type { BookSide, ComparedOrder } from "@/lib/sandbox/compare-books";

type Compared = ComparedOrder<OurOrder>;
type Props = {
  rows: readonly Compared[];
  olderCursor: string | null;
  newerCursor: string | null;
  now: Date;
};

/** The sandbox's own book beside ours, by order; where they differ, what happens next. */
export function BothBooks({ rows, olderCursor, newerCursor, now }: Props) {
  const different = rows.filter(({ isSame }) => !isSame);
  return (
    <section className="card" aria-labelledby="books">
      <div className="card__head">
        <h2 id="books">Their book beside ours</h2>
      </div>
      <div className="card__body">
        {rows.length === 0 ? (
          <p className="muted">No payments yet: buy something in the shop.</p>
        ) : (
          <BooksTable rows={rows} />
        )}
        {different.length === 0 ? null : (
          <div className="books__notices">
            {different.map((row) => (
              <Notice
                key={row.order.orderId}
                tone="warn"
                title={`${row.order.orderNumber} differs`}
              >
                {nextWords(row, now)}
              </Notice>
            ))}
          </div>
        )}
        {olderCursor === null && newerCursor === null ? null : (
          <nav className="row justify-end mt-4" aria-label="Pages of the books">
            {newerCursor === null ? null : (
              <ButtonLink href={`/admin/sandbox?newer=${newerCursor}#books`}>Newer</ButtonLink>
            )}
            {olderCursor === null ? null : (
              <ButtonLink href={`/admin/sandbox?older=${olderCursor}#books`}>Older</ButtonLink>
            )}
          </nav>
        )}
      </div>
    </section>
  );
}

function BooksTable({ rows }: { rows: readonly Compared[] }) {
  return (
    <table className="mini">
      <caption className="vh">The sandbox’s own book beside ours, by order</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col" className="num">
            Theirs
          </th>
          <th scope="col" className="num">
            Ours
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ order, ours, theirs, isSame }) => (
          <tr key={order.orderId}>
            <th scope="row">
              <Link href={`/admin/payments/${order.id}`} prefetch={false}>
                {order.orderNumber}
              </Link>
              {isSame ? null : <span className="vh"> differs</span>}
            </th>
            <td className={isSame ? "num" : "num differs"}>
              {theirs === null ? (
                "another currency"
              ) : (
                <Amount side={theirs} currency={order.currency} />
              )}
            </td>
            <td className={isSame ? "num" : "num differs"}>
              <Amount side={ours} currency={order.currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Amount({ side, currency }: { side: BookSide; currency: string }) {
  const { amountMinor, capturedMinor, refundedMinor } = side;
  const word = capturedMinor > 0 ? "captured" : amountMinor > 0 ? "held" : "nothing";
  return (
    <>
      <Money amountMinor={amountMinor} currency={currency} />{" "}
      <span className="sub block">
        {word}
        {refundedMinor === 0 ? null : (
          <>
            , <Money amountMinor={refundedMinor} currency={currency} /> back
          </>
        )}
      </span>
    </>
  );
}

/** Why that may be, and what Kassa does about it by itself. */
function nextWords({ order }: Compared, now: Date): string {
  const { nextCheckAt, isUnsettled, needsAttention } = order;
  const why = isUnsettled ? "An answer is open. " : "";
  if (nextCheckAt !== null) return `${why}Kassa asks again ${whenWords(nextCheckAt, now)}.`;
  if (needsAttention) return `${why}It is on the attention list.`;
  if (isUnsettled) return `${why}Kassa asks when the shopper or you open the payment.`;
  return "Kassa’s next reconciliation of the day finds it.";
}

function whenWords(at: Date, now: Date): string {
  const leftS = Math.ceil((at.getTime() - now.getTime()) / 1_000);
  if (leftS <= 1) return "in a moment";
  if (leftS < 120) return `in ${leftS} seconds`;
  const minutes = Math.round(leftS / 60);
  return minutes < 120 ? `in ${minutes} minutes` : `in ${Math.round(minutes / 60)} hours`;
}
