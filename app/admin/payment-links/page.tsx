import type { Metadata } from "next";
import { LinksTable } from "@/components/admin/links-table";
import { Pager } from "@/components/admin/pager";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { listLinks } from "@/lib/links/link-queries";
import { modeOf, modesOfLists } from "../modes";
import { one, type Query } from "../query";

export const metadata: Metadata = { title: "Payment links – Kassa" };

const PATH = "/admin/payment-links";

export default async function PaymentLinksPage(props: {
  searchParams: Promise<Query<"older" | "newer" | "mode">>;
}) {
  const given = await props.searchParams;
  const mode = modeOf(one(given.mode));
  const hasModes = modesOfLists().length > 1;
  const query = new URLSearchParams(hasModes && mode === "test" ? { mode } : {});
  const merchant = await requireMerchant(query.size === 0 ? PATH : `${PATH}?${query}`);
  const place = { older: one(given.older), newer: one(given.newer) };
  const page = await listLinks(merchant, { mode, place });
  const mayOperate = isAllowed(merchant.role, "operate");
  return (
    <>
      <div className="ad__top">
        <h1>Payment links</h1>
        {hasModes && mode === "test" ? <Badge tone="test">Test</Badge> : null}
        <span className="push" />
        {mayOperate && page.rows.length > 0 ? (
          <ButtonLink href={`${PATH}/new`} look="primary">
            New payment link
          </ButtonLink>
        ) : null}
      </div>
      {hasModes ? <ModeTabs mode={mode} /> : null}
      {page.rows.length === 0 ? (
        <NoLinks mayOperate={mayOperate} />
      ) : (
        <LinksTable
          rows={page.rows}
          now={systemClock.now()}
          timeZone={merchant.organization.timeZone}
          appUrl={env().APP_URL}
        />
      )}
      {mayOperate || page.rows.length === 0 ? null : (
        <p className="muted">Owners and operators of the shop make and withdraw links.</p>
      )}
      <Pager page={page} path={PATH} query={query} label="Pages of payment links" />
    </>
  );
}

function ModeTabs({ mode }: { mode: "test" | "live" }) {
  return (
    <nav className="tabs" aria-label="Mode">
      <a href={PATH} aria-current={mode === "live" ? "page" : undefined}>
        Live
      </a>
      <a href={`${PATH}?mode=test`} aria-current={mode === "test" ? "page" : undefined}>
        Test
      </a>
    </nav>
  );
}

function NoLinks({ mayOperate }: { mayOperate: boolean }) {
  return (
    <Empty
      icon="link"
      title="No payment links yet"
      text={
        mayOperate
          ? "Ask somebody to pay an amount, or to buy products, by sending them a link to its checkout."
          : "Links that ask somebody to pay will stand here. Owners and operators of the shop make them."
      }
    >
      {mayOperate ? (
        <ButtonLink href={`${PATH}/new`} look="primary">
          New payment link
        </ButtonLink>
      ) : null}
    </Empty>
  );
}
