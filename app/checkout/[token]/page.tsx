import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { Checking } from "@/components/checkout/checking";
import { countryOfLanguages } from "@/components/checkout/countries";
import { isHeld } from "@/components/checkout/done-steps";
import { CHECKOUT } from "@/components/checkout/messages";
import { FoldedSlip, OrderSlip } from "@/components/checkout/order-slip";
import { CHECKING, NOTHING, PAGE, SLIP, TO_SHOP } from "@/components/checkout/page-messages";
import { Poll } from "@/components/checkout/poll";
import { CheckoutShell } from "@/components/checkout/shell";
import { SHOP } from "@/components/store/shop";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageTitle } from "@/components/ui/page-title";
import type { CheckoutView } from "@/lib/orders/checkout-view";
import { findSettledCheckout } from "./ask-provider";
import { ContactStep, DeliveryStep, PaymentStep } from "./steps";

const POLL_SECONDS = 5;

/** The order is empty, was cancelled, or its time is over: nothing to pay. */
function NothingToPay({ because }: { because: "empty" | "cancelled" | "expired" }) {
  const { title, text } = NOTHING[because];
  return (
    <>
      <PageTitle title={PAGE.pageTitle(title, SHOP.name)} hasError={false} />
      <h1>{CHECKOUT.title}</h1>
      <Empty icon={because === "expired" ? "clock" : "bag"} title={title} text={text}>
        <ButtonLink href="/" look="primary">
          {TO_SHOP}
        </ButtonLink>
      </Empty>
    </>
  );
}

function CheckingStep({ view, now }: { view: CheckoutView; now: Date }) {
  return (
    <>
      <PageTitle title={CHECKING.pageTitle(SHOP.name)} hasError={false} />
      <noscript>
        <meta httpEquiv="refresh" content={String(POLL_SECONDS)} />
      </noscript>
      <Poll />
      <Checking
        attempt={view.attempt}
        totalMinor={view.totalMinor}
        currency={view.currency}
        now={now}
      />
    </>
  );
}

type Shown = { view: CheckoutView; now: Date; edit: string | null; country: string };

/** The step that is open: where the order stands, or what the shopper wants to change. */
function Step({ view, now, edit, country }: Shown) {
  const canEdit = view.step === "delivery" || view.step === "payment";
  if (canEdit && edit === "contact") return <ContactStep {...{ view, now, country }} isEdit />;
  if (view.step === "payment" && edit === "delivery")
    return <DeliveryStep {...{ view, now }} isEdit />;
  switch (view.step) {
    case "empty":
    case "cancelled":
    case "expired":
      return <NothingToPay because={view.step} />;
    case "contact":
      return <ContactStep {...{ view, now, country }} isEdit={false} />;
    case "delivery":
      return <DeliveryStep {...{ view, now }} isEdit={false} />;
    case "payment":
    case "bank":
      return <PaymentStep {...{ view, now, country }} />;
    case "checking":
    case "done":
      return <CheckingStep {...{ view, now }} />;
  }
}

export default async function CheckoutPage({
  params,
  searchParams,
}: {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ edit?: string | string[] }>;
}) {
  const { token } = await params;
  const { edit } = await searchParams;
  const view = await findSettledCheckout(token);
  if (view === null) notFound();
  if (view.step === "done") redirect(`/checkout/${token}/confirmation`);
  const isChecking = view.step === "checking";
  const hasOrder = view.lines.length > 0 && view.step !== "expired";
  const country = countryOfLanguages((await headers()).get("accept-language"));
  return (
    <CheckoutShell
      isTest={view.isTest}
      way={
        isChecking
          ? { href: "/notes/help", label: PAGE.help }
          : { href: "/", label: PAGE.backToShop }
      }
      fold={hasOrder ? <FoldedSlip view={view} /> : null}
      side={hasOrder ? <OrderSlip view={view} isHeld={isHeld(view)} /> : undefined}
      sideLabel={SLIP.label}
    >
      <Step
        view={view}
        now={new Date()}
        edit={typeof edit === "string" ? edit : null}
        country={country}
      />
    </CheckoutShell>
  );
}
