import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { CoinName } from "@/components/ui/coins";
import { formatDateTime, formatMoney } from "@/components/ui/format";
import type { RefundRequestStatus, RefundRequestView } from "@/lib/refunds/refund-request";
import { ActionDialog } from "./admin-form";
import { SumLines } from "./amount-lines";
import { FormLongText } from "./form-problems";
import type { PaymentForms, Sent } from "./payment-forms";

const SIGNS: Record<RefundRequestStatus, { word: string; tone: BadgeTone; coin: CoinName }> = {
  waiting: { word: "Waits for a second person", tone: "warn", coin: "clock" },
  approved: { word: "Approved, not carried out yet", tone: "warn", coin: "clock" },
  done: { word: "Approved", tone: "good", coin: "full" },
  refused: { word: "Approved, but refused", tone: "bad", coin: "triangle" },
  declined: { word: "Turned down", tone: "quiet", coin: "cross" },
};

type Shown = {
  timeZone: string;
  /** Who looks at it: nobody answers what they asked for. */
  merchantId: string;
  mayOperate: boolean;
  keptMinor: number;
  forms: Pick<PaymentForms, "approveRefund" | "declineRefund">;
  sent: Sent;
};

/** Refunds of this payment that needed, or need, a second person. Nothing where none did. */
export function RefundRequests({
  requests,
  ...shown
}: Shown & { requests: readonly RefundRequestView[] }) {
  if (requests.length === 0) return null;
  return (
    <section className="card" aria-labelledby="refund-requests">
      <div className="card__head">
        <h2 id="refund-requests">Refunds above the limit</h2>
      </div>
      <ul className="card__body stack list-none m-0">
        {requests.map((request) => (
          <li key={request.id} className="stack stack--2">
            <Request request={request} {...shown} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Request({ request, ...shown }: Shown & { request: RefundRequestView }) {
  const { status, amountMinor, currency, askedBy, askedAt, decidedBy, reason, detail } = request;
  const { word, tone, coin } = SIGNS[status];
  const isOwn = askedBy.id === shown.merchantId;
  const isOpen = status === "waiting" || status === "approved";
  return (
    <>
      <p className="row row--wrap gap-x-3 gap-y-1">
        <b>{formatMoney(amountMinor, currency)}</b>
        <Badge tone={tone} coin={coin}>
          {word}
        </Badge>
      </p>
      <p className="sub">
        Asked for by {askedBy.name ?? "somebody of the shop"},{" "}
        <time dateTime={askedAt.toISOString()}>{formatDateTime(askedAt, shown.timeZone)}</time>
        {reason === "" ? null : <> · “{reason}”</>}
        {decidedBy === null ? null : <> · answered by {decidedBy.name ?? "somebody"}</>}
        {status === "declined" && detail !== null ? <> · “{detail}”</> : null}
      </p>
      {!isOpen ? null : isOwn ? (
        <p className="sub">You asked for it: another owner or operator answers.</p>
      ) : !shown.mayOperate ? (
        <p className="sub">An owner or an operator answers it.</p>
      ) : (
        <Answers request={request} {...shown} />
      )}
    </>
  );
}

function Answers({ request, keptMinor, forms, sent }: Shown & { request: RefundRequestView }) {
  const money = formatMoney(request.amountMinor, request.currency);
  const asker = request.askedBy.name ?? "somebody of the shop";
  const hidden = { ...sent, request: request.id };
  const isApproved = request.status === "approved";
  return (
    <div className="row row--wrap gap-2">
      {isApproved ? null : (
        <ActionDialog
          action={forms.declineRefund}
          trigger={{ label: "Turn down…" }}
          title={`Turn down the refund of ${money}?`}
          submit={{ label: "Turn it down", workingLabel: "Turning it down" }}
          hidden={hidden}
        >
          <p>Nothing is given back. {asker} sees your answer here, and may ask again.</p>
          <FormLongText name="note" label="Why" optional maxLength={500} rows={2} />
        </ActionDialog>
      )}
      <ActionDialog
        action={forms.approveRefund}
        trigger={{ label: isApproved ? "Carry it out…" : "Approve…" }}
        title={`Refund ${money}, as ${asker} asks?`}
        submit={{ label: `Refund ${money}`, workingLabel: `Refunding ${money}`, look: "danger" }}
        hidden={hidden}
      >
        <SumLines
          currency={request.currency}
          words={{ before: "Captured, kept", this: "This refund", after: "You keep" }}
          beforeMinor={keptMinor}
          thisMinor={request.amountMinor}
        />
        <p className="small muted">It is refunded at once, and cannot be taken back.</p>
      </ActionDialog>
    </div>
  );
}
