import { SHOP } from "@/components/store/shop";
import { ButtonLink } from "@/components/ui/button";
import { formatDay, formatMoney } from "@/components/ui/format";
import { Icon } from "@/components/ui/icon";
import type { CheckoutView } from "@/lib/orders/checkout-view";
import { addressLine } from "./address-values";
import { afterWorkingDays, deliveryDates } from "./delivery-dates";
import { CONFIRMATION, TRANSFER } from "./page-messages";
import { PrintButton } from "./print-button";
import { TransferSlip } from "./transfer-slip";
import { Waypoint } from "./waypoint";

const firstName = (fullName: string | undefined): string => fullName?.split(/\s+/)[0] ?? "";

function moneyWords(view: CheckoutView): string {
  if (view.transfer !== null) {
    return TRANSFER.toSend(formatMoney(view.transfer.amountMinor, view.currency));
  }
  const amount = formatMoney(view.totalMinor, view.currency);
  if (view.totalMinor === 0) return CONFIRMATION.free;
  return view.paymentStatus === "paid" ? CONFIRMATION.paid(amount) : CONFIRMATION.confirmed(amount);
}

function Ways({ view, placedAt }: { view: CheckoutView; placedAt: Date }) {
  const { timeZone } = SHOP;
  const method = view.deliveryMethods.find((one) => one.id === view.deliveryMethodId);
  const dates = deliveryDates({
    from: placedAt,
    daysMin: method?.daysMin ?? null,
    daysMax: method?.daysMax ?? null,
    timeZone,
  });
  const leaves = formatDay(afterWorkingDays(placedAt, 1, timeZone), { timeZone });
  // When it leaves, nobody knows before the money is there.
  const isAwaited = view.transfer !== null;
  const where = view.shippingAddress === null ? null : addressLine(view.shippingAddress);
  const travels = method !== undefined || where !== null;
  return (
    <ol className="waypoints">
      <Waypoint state="done" icon="mail" title={CONFIRMATION.receipt}>
        {CONFIRMATION.receiptFor(view.email ?? "you")}
      </Waypoint>
      {travels ? (
        <>
          <Waypoint state="now" icon="parcel" title={CONFIRMATION.pack}>
            {isAwaited ? TRANSFER.packed : CONFIRMATION.leaves(SHOP.city, leaves)}
          </Waypoint>
          <Waypoint state="next" icon="truck" title={CONFIRMATION.delivered}>
            {[isAwaited ? null : dates, where].filter(Boolean).join(", ")}
          </Waypoint>
        </>
      ) : null}
    </ol>
  );
}

/** What the shopper reads after paying: it worked, the number, and what comes next. */
export function Thanks({ view }: { view: CheckoutView }) {
  return (
    <div className="panel hero">
      <div className="row items-start gap-3.5">
        <span className="hero__tick">
          <Icon name="tick" size={24} />
        </span>
        <div>
          <h1>{CONFIRMATION.thanks(firstName(view.shippingAddress?.fullName))}</h1>
          <p className="muted mt-1">
            {moneyWords(view)} {CONFIRMATION.number}{" "}
            <b className="strong text-(--ink)">{view.number}</b>.
          </p>
        </div>
      </div>
      {view.transfer === null ? null : <TransferSlip view={view} transfer={view.transfer} />}
      {view.placedAt === null ? null : <Ways view={view} placedAt={view.placedAt} />}
      <div className="row row--wrap acts no-print gap-3">
        <ButtonLink href="/" look="primary">
          {CONFIRMATION.follow}
        </ButtonLink>
        <PrintButton label={CONFIRMATION.print} />
      </div>
      <p className="small muted no-print">{CONFIRMATION.keepLink}</p>
    </div>
  );
}
