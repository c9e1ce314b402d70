import Link from "next/link";
import { formatDateTime } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import type { OrderPayment, OrderShipment } from "@/lib/desk/order-view";
import { methodWords } from "./method-words";
import { Moment } from "./moment";
import { shipmentWord } from "./order-signs";
import { numeric, RowsTable } from "./rows-table";
import { StateBadge, stateNote } from "./state-badge";

const COLUMNS = ["Paid with", numeric("Amount"), "State", numeric("Time")];

type Shown = { currency: string; now: Date; timeZone: string };

/** Each attempt to pay the order; what can be done with its money is done on the payment's own page. */
export function OrderPayments(props: Shown & { payments: readonly OrderPayment[] }) {
  const { payments, currency, now, timeZone } = props;
  return (
    <section className="card" aria-labelledby="payments">
      <div className="card__head pb-3">
        <h2 id="payments">Payments</h2>
      </div>
      {payments.length === 0 ? (
        <p className="card__body muted pt-0">Nobody has begun to pay it yet.</p>
      ) : (
        <>
          <RowsTable columns={COLUMNS}>
            {payments.map((payment) => (
              <Row key={payment.id} payment={payment} {...{ currency, now, timeZone }} />
            ))}
          </RowsTable>
          <p className="card__body tiny muted pt-3">
            Approve, capture, refund or cancel on the payment’s page.
          </p>
        </>
      )}
    </section>
  );
}

function Row({ payment, currency, now, timeZone }: Shown & { payment: OrderPayment }) {
  const { paidWith, by } = methodWords(payment.method);
  const note = stateNote(payment.state, payment.decline);
  return (
    <tr>
      <td className="text-start">
        <Link href={`/admin/payments/${payment.id}`} prefetch={false}>
          <span className="vh">Payment by </span>
          {paidWith}
        </Link>
        <p className="sub">{by}</p>
      </td>
      <td className="num amount text-end">
        <Money amountMinor={payment.amountMinor} currency={currency} />
      </td>
      <td className="text-start">
        <StateBadge state={payment.state} />
        {note === null ? null : <p className="sub mt-[3px]">{note}</p>}
      </td>
      <td className="num text-end">
        <Moment at={payment.createdAt} now={now} timeZone={timeZone} />
      </td>
    </tr>
  );
}

/** What travels, and how far it is. */
export function Shipments(props: { shipments: readonly OrderShipment[]; timeZone: string }) {
  if (props.shipments.length === 0) return null;
  return (
    <section className="card" aria-labelledby="shipments">
      <div className="card__head">
        <h2 id="shipments">Shipments</h2>
      </div>
      <ul className="card__body stack stack--2 list-none m-0">
        {props.shipments.map(({ id, number, status, methodName, shippedAt }) => (
          <li key={id}>
            <span className="strong">{shipmentWord(status)}</span>
            <p className="sub">
              {[
                number === null ? null : `Number ${number}`,
                methodName ?? "No way of delivery chosen yet",
                shippedAt === null ? null : `sent ${formatDateTime(shippedAt, props.timeZone)}`,
              ]
                .filter((part) => part !== null)
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
