import { Drawing } from "@/components/store/drawing";
import { formatMoney, formatRate } from "@/components/ui/format";
import { Icon } from "@/components/ui/icon";
import { Leader } from "@/components/ui/leader";
import { Money } from "@/components/ui/money";
import { Cut, Slip } from "@/components/ui/slip";
import type { CheckoutView, LineView } from "@/lib/orders/checkout-view";
import { SLIP } from "./page-messages";

function Line({ line, currency }: { line: LineView; currency: string }) {
  const meta = [line.description, SLIP.quantity(line.quantity)].filter(Boolean).join(" · ");
  return (
    <li className="line">
      <span className="line__pic">
        <Drawing skuCode={line.skuCode} imageUrl={line.imageUrl} eager />
      </span>
      <div>
        <p className="line__name">{line.name}</p>
        <p className="line__meta">{meta}</p>
      </div>
      <p className="strong">
        <Money amountMinor={line.totalMinor} currency={currency} />
      </p>
    </li>
  );
}

function Delivery({ view }: { view: CheckoutView }) {
  const chosen = view.deliveryMethods.find((method) => method.id === view.deliveryMethodId);
  if (chosen === undefined && view.shippingMinor === 0) {
    // Beyond the steps that ask for it, nothing in the order travels.
    const isToCome = ["empty", "contact", "delivery"].includes(view.step);
    return isToCome ? <Leader label={SLIP.delivery(null)}>{SLIP.deliveryLater}</Leader> : null;
  }
  return (
    <Leader label={SLIP.delivery(chosen?.name ?? null)}>
      {view.shippingMinor === 0 ? SLIP.free : formatMoney(view.shippingMinor, view.currency)}
    </Leader>
  );
}

/** Lines, sums and total: the same on the summary, folded on a phone, and on the receipt. */
export function SlipBody({ view, totalLabel }: { view: CheckoutView; totalLabel: string }) {
  const { currency } = view;
  return (
    <>
      <ul className="stack">
        {view.lines.map((line) => (
          <Line key={line.id} line={line} currency={currency} />
        ))}
      </ul>
      <Cut />
      <div className="sums">
        <Leader label={SLIP.subtotal}>{formatMoney(view.subtotalMinor, currency)}</Leader>
        <Delivery view={view} />
        {view.paymentMethodMinor === 0 ? null : (
          <Leader label={SLIP.fee}>{formatMoney(view.paymentMethodMinor, currency)}</Leader>
        )}
      </div>
      <Cut />
      <p className="total">
        <span>{totalLabel}</span>
        <span>
          <Money amountMinor={view.totalMinor} currency={currency} />
        </span>
      </p>
      {view.taxMinor === 0 ? null : (
        <p className="small muted">
          {SLIP.tax(formatMoney(view.taxMinor, currency), formatRate(view.taxRate))}
        </p>
      )}
    </>
  );
}

/** The summary beside the steps. While a payment is on its way the order is held: no Change. */
export function OrderSlip({ view, isHeld }: { view: CheckoutView; isHeld: boolean }) {
  return (
    <Slip>
      <div className="row min-h-7">
        <h2>{SLIP.title}</h2>
        {isHeld ? (
          <span className="push small muted row gap-1.5">
            <Icon name="lock" size={16} />
            {SLIP.held}
          </span>
        ) : (
          <a className="push small py-1" href="/cart">
            {SLIP.change}
            <span className="vh"> your order</span>
          </a>
        )}
      </div>
      <Cut />
      <SlipBody view={view} totalLabel={SLIP.total} />
    </Slip>
  );
}

/** The same on a phone: one line that opens, without JavaScript too. */
export function FoldedSlip({ view }: { view: CheckoutView }) {
  return (
    <section className="foldslip" aria-label={SLIP.label}>
      <div className="slip">
        <div className="slip__paper">
          <details>
            <summary>
              <Icon name="bag" />
              <span>{SLIP.show(view.itemsCount)}</span>
              <Icon name="chevron-down" size={16} />
              <b>
                <Money amountMinor={view.totalMinor} currency={view.currency} />
              </b>
            </summary>
            <div className="pt-2 pb-4">
              <SlipBody view={view} totalLabel={SLIP.total} />
            </div>
          </details>
        </div>
      </div>
    </section>
  );
}
