import type { Metadata } from "next";
import {
  CheckoutConversion,
  DeclinesByReason,
  ThreeDsOutcomes,
} from "@/components/admin/overview/outcomes";
import { OverviewChoices } from "@/components/admin/overview/overview-choices";
import type { Section } from "@/components/admin/overview/section";
import { AcceptanceByGateway, TakenByMethod } from "@/components/admin/overview/shares";
import { Taken } from "@/components/admin/overview/taken";
import { Tiles } from "@/components/admin/overview/tiles";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { listReportChoices, readOverview } from "@/lib/reports/overview-queries";
import { periodOf, REPORT_SPANS } from "@/lib/reports/report-days";
import {
  OVERVIEW,
  type OverviewQuery,
  type OverviewWish,
  overviewPath,
  paymentsPath,
  periodFilter,
  readOverviewQuery,
} from "./overview-address";

export const metadata: Metadata = { title: "Overview – Kassa" };

export default async function OverviewPage(props: { searchParams: Promise<OverviewQuery> }) {
  const query = await props.searchParams;
  const merchant = await requireMerchant(OVERVIEW);
  const choices = await listReportChoices(merchant);
  const isTest = env().SANDBOX_URL !== undefined;
  const wish = readOverviewQuery(query, { choices, isTest });
  const path = (change: Partial<OverviewWish>) => overviewPath({ ...wish, ...change }, { isTest });
  const modes = isTest ? [] : (["live", "test"] as const);
  return (
    <>
      <div className="ad__top">
        <h1>Overview</h1>
        <span className="push" />
        <OverviewChoices
          spans={REPORT_SPANS.map((span) => ({ value: span, href: path({ span }) }))}
          currencies={choices
            .filter(({ mode }) => mode === wish.mode)
            .map(({ currency }) => ({ value: currency, href: path({ currency }) }))}
          modes={modes.map((mode) => ({ value: mode, href: path({ mode, currency: null }) }))}
          chosen={wish}
        />
      </div>
      {wish.currency === null ? (
        <NothingYet />
      ) : (
        <Figures merchant={merchant} wish={{ ...wish, currency: wish.currency }} isTest={isTest} />
      )}
    </>
  );
}

async function Figures(props: {
  merchant: Awaited<ReturnType<typeof requireMerchant>>;
  wish: OverviewWish & { currency: string };
  isTest: boolean;
}) {
  const { merchant, wish, isTest } = props;
  const now = systemClock.now();
  const period = periodOf(wish.span, now, merchant.organization.timeZone);
  const overview = await readOverview(merchant, { ...wish, period, now });
  const section: Section = {
    report: overview.report,
    currency: wish.currency,
    span: wish.span,
    nameOf: (id, of) =>
      overview.names.get(id) ?? (of === "gateway" ? "A gateway that is gone" : "No payment method"),
    pathOf: (filter) => paymentsPath(wish, { ...periodFilter(wish.span), ...filter }, { isTest }),
  };
  const toCapturePath = paymentsPath(wish, { capture: "1" }, { isTest });
  return (
    <>
      <Tiles overview={overview} {...section} toCapturePath={toCapturePath} />
      <Taken {...section} />
      <div className="cols cols--even">
        <AcceptanceByGateway {...section} />
        <DeclinesByReason {...section} />
        <TakenByMethod {...section} />
        <ThreeDsOutcomes {...section} />
      </div>
      <CheckoutConversion {...section} />
    </>
  );
}

function NothingYet() {
  return (
    <Empty
      icon="chart"
      title="No figures yet"
      text="Buy something in your shop: what is taken, declined and refunded stands here from the first payment on."
    >
      <ButtonLink href="/" look="primary">
        Open the shop
      </ButtonLink>
    </Empty>
  );
}
