import { formatMoney } from "@/components/ui/format";
import type { CurrencyCode } from "@/lib/money/money";
import type { PaymentOffers } from "@/lib/payments/payment-offers";
import type { PaymentDetail } from "@/lib/payments/payment-view";
import { ActionDialog } from "./admin-form";
import { AmountLines, SumLines } from "./amount-lines";
import { providerNameOf } from "./method-words";
import type { PaymentForms, Sent } from "./payment-forms";
import { personOf, whereOf } from "./payment-persons";
import { RefundDialog } from "./refund-dialog";

export type ActionProps = {
  payment: PaymentDetail;
  offers: PaymentOffers;
  forms: PaymentForms;
  sent: Sent;
  /** An amount as a field is filled with. */
  textOf: (amountMinor: number) => string;
};

/** The keys of a payment: what its state offers, each asking before it acts. The one that leads on is the primary one. */
export function PaymentActions(props: ActionProps) {
  const { offers } = props;
  return (
    <div className="row row--wrap gap-2">
      {offers.recheck ? <Recheck {...props} /> : null}
      {offers.cancel ? <Cancel {...props} /> : null}
      {offers.letGo ? <LetGo {...props} /> : null}
      {offers.refund ? <RefundDialog {...props} /> : null}
      {offers.approve ? <Approve {...props} /> : null}
      {offers.approveAndCapture ? <ApproveAndCapture {...props} /> : null}
      {offers.capture ? <Capture {...props} /> : null}
    </div>
  );
}

const moneyIn =
  ({ currency }: PaymentDetail) =>
  (amountMinor: number) =>
    formatMoney(amountMinor, currency);

function Recheck({ payment, forms, sent }: ActionProps) {
  const name = providerNameOf(payment.method);
  return (
    <ActionDialog
      action={forms.recheck}
      trigger={{ label: `Re-check with ${name}` }}
      title={`Ask ${name} about this payment?`}
      submit={{ label: "Ask now", workingLabel: "Asking" }}
      hidden={sent}
    >
      <p>
        What {name} says settles what is open here, and adds what was done there. No money moves by
        asking.
      </p>
    </ActionDialog>
  );
}

function Approve({ payment, offers, forms, sent }: ActionProps) {
  return (
    <ActionDialog
      action={forms.approve}
      trigger={{
        label: "Approve…",
        ...(offers.approveAndCapture === null ? { look: "primary" as const } : {}),
      }}
      title={`Approve order ${payment.order.number}?`}
      submit={{ label: "Approve", workingLabel: "Approving" }}
      hidden={sent}
    >
      <p>The order can be packed from then on. No money moves: it is captured later.</p>
    </ActionDialog>
  );
}

function ApproveAndCapture({ payment, offers, forms, sent }: ActionProps) {
  const amountMinor = offers.approveAndCapture?.amountMinor ?? 0;
  const money = moneyIn(payment)(amountMinor);
  return (
    <ActionDialog
      action={forms.approveAndCapture}
      trigger={{ label: `Approve and capture ${money}…`, look: "primary" }}
      title={`Approve order ${payment.order.number} and capture ${money}?`}
      submit={{ label: `Approve and capture ${money}`, workingLabel: `Capturing ${money}` }}
      hidden={sent}
    >
      <SumLines
        currency={payment.currency}
        words={{ before: "Held", this: "This capture", after: "Still held" }}
        beforeMinor={amountMinor}
        thisMinor={amountMinor}
      />
      <p className="small muted">
        {personOf(payment)} is charged on {whereOf(payment)}.
      </p>
    </ActionDialog>
  );
}

function Capture({ payment, offers, forms, sent, textOf }: ActionProps) {
  const { capture } = offers;
  if (capture === null) return null;
  const money = moneyIn(payment)(capture.heldMinor);
  const words = { before: "Held", this: "This capture", after: "Goes back to the card" };
  const whole = { beforeMinor: capture.heldMinor, thisMinor: capture.heldMinor };
  return (
    <ActionDialog
      action={forms.capture}
      trigger={{ label: `Capture ${money}…`, look: "primary" }}
      title={`Capture from ${personOf(payment)}?`}
      submit={{ label: "Capture", workingLabel: "Capturing" }}
      hidden={{ ...sent, authorization: capture.authorizationId }}
    >
      {capture.isPartOffered ? (
        <AmountLines
          label={`Amount in ${payment.currency}`}
          help={`At most ${money}`}
          currency={payment.currency as CurrencyCode}
          wholeMinor={capture.heldMinor}
          wholeText={textOf(capture.heldMinor)}
          words={words}
        />
      ) : (
        <>
          <input type="hidden" name="amount" value={textOf(capture.heldMinor)} />
          <SumLines currency={payment.currency} words={words} {...whole} />
        </>
      )}
      <p className="small muted">
        {whereOf(payment)} is charged. It is captured once: what is left out cannot be captured
        later.
      </p>
    </ActionDialog>
  );
}

function LetGo({ payment, offers, forms, sent }: ActionProps) {
  const { letGo } = offers;
  if (letGo === null) return null;
  const money = moneyIn(payment)(letGo.amountMinor);
  return (
    <ActionDialog
      action={forms.letGo}
      trigger={{ label: `Void ${money}…` }}
      title={`Void ${money} of ${personOf(payment)}?`}
      submit={{ label: `Void ${money}`, workingLabel: `Voiding ${money}`, look: "danger" }}
      hidden={{ ...sent, authorization: letGo.authorizationId }}
    >
      <SumLines
        currency={payment.currency}
        words={{ before: "Held", this: "Let go", after: "Still held" }}
        beforeMinor={letGo.amountMinor}
        thisMinor={letGo.amountMinor}
      />
      <p className="small muted">
        {whereOf(payment)} is not charged. The money can be used again in a few days. It cannot be
        taken back.
      </p>
    </ActionDialog>
  );
}

function Cancel({ payment, offers, forms, sent }: ActionProps) {
  const { voidedMinor, refundedMinor } = offers.cancel ?? { voidedMinor: 0, refundedMinor: 0 };
  const backMinor = refundedMinor > 0 ? refundedMinor : voidedMinor;
  const words =
    refundedMinor > 0
      ? { before: "Captured, kept", this: "Refunded", after: "You keep" }
      : { before: "Held", this: "Let go", after: "Still held" };
  return (
    <ActionDialog
      action={forms.cancel}
      trigger={{ label: "Cancel order…" }}
      title={`Cancel order ${payment.order.number} of ${personOf(payment)}?`}
      submit={{ label: "Cancel the order", workingLabel: "Cancelling", look: "danger" }}
      hidden={sent}
    >
      {backMinor === 0 ? null : (
        <SumLines
          {...{ currency: payment.currency, words, beforeMinor: backMinor, thisMinor: backMinor }}
        />
      )}
      <p className="small muted">
        {backMinor === 0
          ? "No money is held or captured, so none goes back."
          : `It goes back to ${whereOf(payment)}.`}{" "}
        A cancelled order stays cancelled.
      </p>
    </ActionDialog>
  );
}
