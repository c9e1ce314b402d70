import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { CONFIRMATION, PAGE, SLIP } from "@/components/checkout/page-messages";
import { Receipt } from "@/components/checkout/receipt";
import { CheckoutShell } from "@/components/checkout/shell";
import { Thanks } from "@/components/checkout/thanks";
import { SHOP } from "@/components/store/shop";
import { findCheckout } from "@/lib/payments/checkout-queries";

export const metadata: Metadata = { title: CONFIRMATION.pageTitle(SHOP.name) };

/** What was bought and paid. Reads only, so that it survives every reload; an order that is not paid goes back. */
export default async function ConfirmationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await findCheckout(token);
  if (view === null) notFound();
  if (view.step !== "done") redirect(`/checkout/${token}`);
  return (
    <CheckoutShell
      isTest={view.isTest}
      skip={PAGE.skipConfirmation}
      secure={PAGE.paidSafely}
      way={{ href: "/notes/help", label: PAGE.help }}
      side={<Receipt view={view} />}
      sideLabel={SLIP.receiptLabel}
      keepsSide
    >
      <Thanks view={view} />
    </CheckoutShell>
  );
}
