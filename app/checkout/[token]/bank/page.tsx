import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { LeaveForBank } from "@/components/checkout/leave-for-bank";
import { BANK } from "@/components/checkout/page-messages";
import { CheckoutShell } from "@/components/checkout/shell";
import { SHOP } from "@/components/store/shop";
import { ButtonLink } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/format";
import { findCheckout } from "@/lib/payments/checkout-queries";

export const metadata: Metadata = { title: BANK.pageTitle(SHOP.name) };

/**
 * Leads out to the bank. A page of its own, because the policy lets no form post to a page that redirects to another
 * origin: without JavaScript the refresh or the link leads on.
 */
export default async function BankPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const view = await findCheckout(token);
  if (view === null) notFound();
  const url = view.step === "bank" ? (view.attempt?.redirectUrl ?? null) : null;
  if (url === null) redirect(`/checkout/${token}`);
  return (
    <CheckoutShell
      isTest={view.isTest}
      way={{ href: `/checkout/${token}`, label: BANK.back }}
      side={undefined}
    >
      <noscript>
        <meta httpEquiv="refresh" content={`1;url=${url}`} />
      </noscript>
      <LeaveForBank url={url} />
      <div className="panel hero">
        <div className="row gap-4">
          <span className="hero__spin">
            <span className="spin" />
          </span>
          <h1>{BANK.title}</h1>
        </div>
        <p className="muted">{BANK.text(formatMoney(view.totalMinor, view.currency))}</p>
        <div className="row row--wrap">
          <a className="btn btn--primary" href={url} rel="noreferrer">
            {BANK.link}
          </a>
          <ButtonLink href={`/checkout/${token}`} look="quiet">
            {BANK.back}
          </ButtonLink>
        </div>
      </div>
    </CheckoutShell>
  );
}
