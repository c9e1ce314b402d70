import { SHOP } from "@/components/store/shop";
import { formatMoney } from "@/components/ui/format";
import type { CheckoutView, DeliveryMethodView } from "@/lib/orders/checkout-view";
import { addressLine } from "./address-values";
import { countryName } from "./countries";
import { deliveryDates } from "./delivery-dates";
import type { DeliveryChoice } from "./delivery-form";
import { SLIP } from "./page-messages";
import { DoneStep, TodoStep } from "./step";

/** From an attempt on until it ends the order stands still. */
export const isHeld = (view: CheckoutView): boolean =>
  view.step === "bank" || view.step === "checking";

/** The first step, folded: who and where. */
export function ContactDone({ view }: { view: CheckoutView }) {
  const address = view.shippingAddress;
  const place =
    address === null
      ? ""
      : `${address.fullName}, ${addressLine(address)}, ${countryName(address.countryCode)}`;
  return (
    <DoneStep name="contact" token={view.token} canEdit={!isHeld(view)}>
      <p>
        <b className="break-words">{view.email}</b>
      </p>
      <p>{place}</p>
    </DoneStep>
  );
}

const priceOf = (priceMinor: number, currency: string) =>
  priceMinor === 0 ? SLIP.free : formatMoney(priceMinor, currency);

const daysOf = (method: DeliveryMethodView, now: Date): string | null =>
  deliveryDates({
    from: now,
    daysMin: method.daysMin,
    daysMax: method.daysMax,
    timeZone: SHOP.timeZone,
  });

/** The ways it may come, in the words of the page. */
export const deliveryChoices = (view: CheckoutView, now: Date): readonly DeliveryChoice[] =>
  view.deliveryMethods.map((method) => ({
    id: method.id,
    name: method.name,
    days: daysOf(method, now),
    price: priceOf(method.priceMinor, view.currency),
  }));

/** The second step, folded; to come where nothing is chosen yet. */
export function DeliveryDone({ view, now }: { view: CheckoutView; now: Date }) {
  const chosen = view.deliveryMethods.find((method) => method.id === view.deliveryMethodId);
  if (chosen === undefined) return <TodoStep name="delivery" />;
  const days = daysOf(chosen, now);
  return (
    <DoneStep name="delivery" token={view.token} canEdit={!isHeld(view)}>
      <p>
        <b>{chosen.name}</b> · {priceOf(chosen.priceMinor, view.currency)}
        {days === null ? null : ` · ${days}`}
      </p>
    </DoneStep>
  );
}
