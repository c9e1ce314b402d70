import { SHOP } from "@/components/store/shop";
import { formatDateTime } from "@/components/ui/format";
import { Leader } from "@/components/ui/leader";
import { Cut, Slip } from "@/components/ui/slip";
import type { AttemptView, CheckoutView } from "@/lib/orders/checkout-view";
import { SlipBody } from "./order-slip";
import { SLIP } from "./page-messages";
import { PaymentBadge } from "./payment-badge";

const titled = (brand: string) => brand.charAt(0).toUpperCase() + brand.slice(1);

/** "Visa ending 4242", or the method's name where no card was used. */
export function paidBy({ cardBrand, cardLastDigits, paymentMethodName }: AttemptView): string {
  if (cardLastDigits === null) return paymentMethodName;
  return SLIP.cardEnding(titled(cardBrand ?? "Card"), cardLastDigits);
}

/** The receipt: what was bought, what was paid and by whom; on paper it stands alone. */
export function Receipt({ view }: { view: CheckoutView }) {
  const { attempt, placedAt } = view;
  const isPaid = view.paymentStatus === "paid";
  return (
    <Slip>
      <div className="row">
        <h2>{SLIP.receipt}</h2>
        <span className="push">
          <PaymentBadge status={view.paymentStatus} />
        </span>
      </div>
      {placedAt === null ? null : (
        <p className="small muted">
          {SLIP.order(view.number, formatDateTime(placedAt, SHOP.timeZone))}
        </p>
      )}
      <Cut />
      <SlipBody view={view} totalLabel={isPaid ? SLIP.totalPaid : SLIP.total} />
      <Cut />
      <div className="sums small">
        {attempt === null ? null : (
          <>
            <Leader label={SLIP.paidBy}>{paidBy(attempt)}</Leader>
            <Leader label={SLIP.handledBy}>{attempt.gatewayName}</Leader>
          </>
        )}
        <Leader label={SLIP.reference}>{view.orderId}</Leader>
      </div>
      <Cut />
      <p className="tiny muted">
        {SHOP.legalName}, {SHOP.address}
        <br />
        <span className="nowrap">{SLIP.vat(SHOP.vatId)}</span>
      </p>
    </Slip>
  );
}
