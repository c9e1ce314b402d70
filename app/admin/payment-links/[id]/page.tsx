import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ActionDialog } from "@/components/admin/admin-form";
import { BackLink } from "@/components/admin/back-link";
import { CopyText } from "@/components/admin/copy-text";
import { FactsCard, factOf } from "@/components/admin/facts-card";
import { addressOfLink, LinkBadge, linkWords } from "@/components/admin/links-table";
import { StateBadge } from "@/components/admin/state-badge";
import { Badge } from "@/components/ui/badge";
import { formatDateTime, formatMoney } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { env } from "@/lib/env";
import type { LinkState } from "@/lib/links/link";
import { findLink } from "@/lib/links/link-queries";
import type { LinkRow } from "@/lib/links/link-view";
import { withdrawLinkAction } from "../actions";

export const metadata: Metadata = { title: "Payment link – Kassa" };

type Props = { params: Promise<{ id: string }> };

export default async function PaymentLinkPage({ params }: Props) {
  const { id } = await params;
  const merchant = await requireMerchant(`/admin/payment-links/${encodeURIComponent(id)}`);
  const link = await findLink(merchant, id);
  if (link === null) notFound();
  const { APP_URL, SANDBOX_URL } = env();
  const mayOperate = isAllowed(merchant.role, "operate");
  const isOpen = link.state === "open" || link.state === "paying";
  return (
    <>
      <BackLink href="/admin/payment-links">Payment links</BackLink>
      <div className="ad__top -mt-3 items-end">
        <div>
          <div className="row row--wrap gap-x-3 gap-y-1">
            <h1>
              <Money amountMinor={link.totalMinor} currency={link.currency} />
            </h1>
            <LinkBadge state={link.state} />
            {SANDBOX_URL === undefined && link.mode === "test" ? (
              <Badge tone="test">Test</Badge>
            ) : null}
          </div>
          <p className="muted break-words">{linkWords(link)}</p>
        </div>
        <div className="push">{mayOperate && isOpen ? <Withdraw link={link} /> : null}</div>
      </div>
      <div className="cols">
        <section className="card" aria-labelledby="address">
          <div className="card__head">
            <h2 id="address">Link</h2>
          </div>
          <div className="card__body stack stack--2">
            <p role="status">{sentenceOf(link)}</p>
            {isOpen ? (
              <p className="linkbox">
                <CopyText text={addressOfLink(APP_URL, link.token)} label="the link" isId={false} />
              </p>
            ) : null}
            {mayOperate || !isOpen ? null : (
              <p className="tiny muted">Owners and operators of the shop may withdraw it.</p>
            )}
          </div>
        </section>
        <LinkFacts link={link} timeZone={merchant.organization.timeZone} />
      </div>
    </>
  );
}

const SENTENCES: Record<LinkState, string> = {
  open: "Send it to whoever is to pay. It leads to the checkout of this order, and takes money once.",
  paying: "Somebody is paying it now. What becomes of it stands at the payment.",
  paid: "It was paid: nobody can pay it again.",
  expired: "Its time is over, and nothing was taken. Make a new link if it is still to be paid.",
  withdrawn: "It was withdrawn: whoever opens it reads that it has ended. Nothing was taken.",
  cancelled: "Its order was cancelled: nobody can pay it.",
};

/** An authorized payment, or a transfer that was promised, is not money yet. */
const sentenceOf = ({ state, paymentStatus }: LinkRow): string =>
  state === "paid" && paymentStatus !== "paid"
    ? `${SENTENCES.paid} How much of the money is taken stands at the payment.`
    : SENTENCES[state];

function LinkFacts({ link, timeZone }: { link: LinkRow; timeZone: string }) {
  const at = (date: Date | null) =>
    date && <time dateTime={date.toISOString()}>{formatDateTime(date, timeZone)}</time>;
  const isOpen = link.state === "open" || link.state === "paying";
  const facts = [
    factOf(
      "Payment",
      link.paymentId && (
        <Link href={`/admin/payments/${link.paymentId}`} prefetch={false}>
          <StateBadge state={link.paymentStatus} />
          <span className="vh">, see the payment</span>
        </Link>
      ),
    ),
    factOf(
      "Order",
      <Link href={`/admin/orders/${link.orderId}`} prefetch={false}>
        {link.orderNumber}
      </Link>,
    ),
    factOf("Customer", link.email ?? <span className="muted">Whoever opens it</span>),
    link.state === "paid"
      ? null
      : factOf(isOpen ? "Can be paid until" : "Until", at(link.expiresAt)),
    link.state === "withdrawn" ? factOf("Withdrawn", at(link.withdrawnAt)) : null,
    factOf("Made", at(link.createdAt)),
    factOf("Made by", link.author),
  ];
  return <FactsCard id="facts" title="What it is" facts={facts} />;
}

function Withdraw({ link }: { link: LinkRow }) {
  const amount = formatMoney(link.totalMinor, link.currency);
  return (
    <ActionDialog
      action={withdrawLinkAction}
      hidden={{ link: link.id }}
      trigger={{ label: "Withdraw…" }}
      title={`Withdraw the link over ${amount}?`}
      submit={{ label: "Withdraw the link", workingLabel: "Withdrawing", look: "danger" }}
    >
      <p>
        From then on nobody can pay the {amount} by it: whoever opens it reads that the link has
        ended. Nothing is taken or given back. It cannot be undone: make a new link instead.
      </p>
    </ActionDialog>
  );
}
