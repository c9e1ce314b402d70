import { formatMoney } from "@/components/ui/format";
import type { CurrencyCode } from "@/lib/money/money";
import { ActionDialog } from "./admin-form";
import { AmountLines } from "./amount-lines";
import { FormLongText } from "./form-problems";
import type { ActionProps } from "./payment-actions";
import { personOf, whereOf } from "./payment-persons";

/** Gives back an amount with a reason; above the limit somebody else is asked. */
export function RefundDialog({ payment, offers, forms, sent, textOf }: ActionProps) {
  const { refund } = offers;
  if (refund === null) return null;
  const { currency, refundLimitMinor } = payment;
  return (
    <ActionDialog
      action={forms.refund}
      trigger={{ label: "Refund…" }}
      title={`Refund to ${personOf(payment)}?`}
      submit={{ label: "Refund", workingLabel: "Refunding", look: "danger" }}
      hidden={sent}
    >
      <AmountLines
        label={`Amount in ${currency}`}
        help={`At most ${formatMoney(refund.leftMinor, currency)}`}
        currency={currency as CurrencyCode}
        wholeMinor={refund.leftMinor}
        wholeText={textOf(refund.leftMinor)}
        words={{ before: "Captured, kept", this: "This refund", after: "You keep" }}
      />
      <FormLongText name="reason" label="Reason" optional maxLength={500} rows={2} />
      <p className="small muted">
        It goes back to {whereOf(payment)}, in 5 to 10 days. It cannot be taken back. A whole refund
        cancels the order.
        {refundLimitMinor === null
          ? null
          : ` Where this payment gives back more than ${formatMoney(refundLimitMinor, currency)} in all, a second person has to approve it first.`}
      </p>
    </ActionDialog>
  );
}
