import { formatMoney } from "@/components/ui/format";
import { Leader } from "@/components/ui/leader";
import { Notice } from "@/components/ui/notice";
import type { CheckoutView, TransferView } from "@/lib/orders/checkout-view";
import { TRANSFER } from "./page-messages";

/** How much is to be sent, under which reference, and where to: all that a bank's form asks for. */
export function TransferSlip({ view, transfer }: { view: CheckoutView; transfer: TransferView }) {
  const amount = formatMoney(transfer.amountMinor, view.currency);
  return (
    <Notice tone="info" title={TRANSFER.title}>
      <div className="sums mt-2">
        <Leader label={TRANSFER.amount}>{amount}</Leader>
        <Leader label={TRANSFER.reference}>{view.number}</Leader>
      </div>
      <p className="mt-2 whitespace-pre-line">{transfer.instructions ?? TRANSFER.asked}</p>
    </Notice>
  );
}
