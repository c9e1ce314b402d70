import { formatRate } from "@/components/ui/format";
import { Leader } from "@/components/ui/leader";
import { Money } from "@/components/ui/money";
import type { OrderDetail } from "@/lib/desk/order-view";
import { numeric, RowsTable } from "./rows-table";

const COLUMNS = ["What", numeric("Quantity"), numeric("Each"), numeric("Amount")];

/** What is bought, and the lines that add up to the total. */
export function OrderLines({ order }: { order: OrderDetail }) {
  const money = (amountMinor: number) => (
    <Money amountMinor={amountMinor} currency={order.currency} />
  );
  return (
    <section className="card" aria-labelledby="lines">
      <div className="card__head pb-3">
        <h2 id="lines">Lines</h2>
      </div>
      {order.lines.length === 0 ? (
        <p className="card__body muted pt-0">Nothing is in it yet.</p>
      ) : (
        <RowsTable columns={COLUMNS}>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td className="text-start">
                <span className="strong break-words">{line.name}</span>
                {line.skuCode === null ? null : <p className="sub mono">{line.skuCode}</p>}
              </td>
              <td className="num text-end">
                <span className="min-[960px]:hidden">×</span>
                {line.quantity}
              </td>
              <td className="num max-[959px]:text-start">{money(line.unitMinor)}</td>
              <td className="num amount text-end">{money(line.totalMinor)}</td>
            </tr>
          ))}
        </RowsTable>
      )}
      <div className="card__body stack stack--2 border-t border-(--line)">
        <Leader label="Subtotal">{money(order.subtotalMinor)}</Leader>
        <Leader label="Delivery">{money(order.shippingMinor)}</Leader>
        {order.paymentMethodMinor === 0 ? null : (
          <Leader label="Payment fee">{money(order.paymentMethodMinor)}</Leader>
        )}
        {order.isTaxIncluded ? null : <Leader label="Tax">{money(order.taxMinor)}</Leader>}
        <p className="leader strong">
          <span>Total</span>
          <span>{money(order.totalMinor)}</span>
        </p>
        {order.isTaxIncluded && order.taxMinor > 0 ? (
          <p className="tiny muted">
            Includes {money(order.taxMinor)} of tax ({formatRate(order.taxRate)})
          </p>
        ) : null}
      </div>
    </section>
  );
}
