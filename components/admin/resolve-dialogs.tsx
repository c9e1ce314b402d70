import { formatMoney } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import type { PaymentOffers } from "@/lib/payments/payment-offers";
import type { PaymentDetail } from "@/lib/payments/payment-view";
import { ActionDialog } from "./admin-form";
import { FormLongText } from "./form-problems";
import { providerNameOf } from "./method-words";
import type { PaymentForms, Sent } from "./payment-forms";

/** What nobody knows the end of, for a person who has looked it up. */
export function StuckTransactions(props: {
  payment: PaymentDetail;
  offers: PaymentOffers;
  forms: Pick<PaymentForms, "resolve">;
  sent: Sent;
}) {
  const { payment, offers, forms, sent } = props;
  const name = providerNameOf(payment.method);
  return offers.resolve.map(({ id, kind, amountMinor }) => {
    const money = formatMoney(amountMinor, payment.currency);
    return (
      <Notice key={id} tone="warn" title={`The ${kind} of ${money} has no end yet`}>
        <div className="stack stack--2">
          <p>
            {name} is asked again by itself. If you have looked it up there and it did happen, you
            can say so.
          </p>
          <div>
            <ActionDialog
              action={forms.resolve}
              trigger={{ label: "It did happen…" }}
              title={`Mark the ${kind} of ${money} as succeeded?`}
              submit={{ label: "Mark as succeeded", workingLabel: "Asking and marking" }}
              hidden={{ ...sent, transaction: id }}
            >
              <p>
                {name} is asked first, and its word counts: what it denies is not marked. The order
                goes on as if {name} had said so, and your name stands beside it.
              </p>
              <FormLongText
                name="note"
                label="Where did you see it?"
                help="For example: in the gateway’s dashboard, with the reference"
                maxLength={500}
                required
              />
            </ActionDialog>
          </div>
        </div>
      </Notice>
    );
  });
}
