import type { Metadata } from "next";
import { Differences } from "@/components/admin/reconciliation/differences";
import { Gateways } from "@/components/admin/reconciliation/gateways";
import { Runs } from "@/components/admin/reconciliation/runs";
import { RefreshWhile } from "@/components/admin/refresh-while";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { isAllowed } from "@/lib/auth/permissions";
import { requireMerchant } from "@/lib/auth/session";
import { systemClock } from "@/lib/clock";
import { env } from "@/lib/env";
import { systemIds } from "@/lib/ids";
import {
  DIFFERENCES_SHOWN_MAX,
  listDeskGateways,
  listDifferences,
  listRuns,
} from "@/lib/reconciliation/desk-queries";
import { type DeskFilter, type DeskGateway, isRunning } from "@/lib/reconciliation/desk-view";
import { isListOffered } from "@/lib/reconciliation/offered";
import { dayAfter, dayIn } from "@/lib/reports/report-days";
import { resolveDifferenceAction, runAction } from "./actions";
import { type DeskQuery, deskPath, readDeskQuery } from "./desk-address";

export const metadata: Metadata = { title: "Reconciliation – Kassa" };

export default async function ReconciliationPage(props: { searchParams: Promise<DeskQuery> }) {
  const filter = readDeskQuery(await props.searchParams);
  const merchant = await requireMerchant(deskPath(filter));
  const now = systemClock.now();
  const { timeZone } = merchant.organization;
  const gateways = await listDeskGateways(merchant, now);
  const runs = await listRuns(merchant, { filter, now });
  const differences = await listDifferences(merchant, filter);
  const mayAct = isAllowed(merchant.role, "operate");
  const today = dayIn(now, timeZone);
  const isActive = gateways.some(({ newest }) => isRunning(newest));
  return (
    <>
      <div className="ad__top">
        <h1>Reconciliation</h1>
      </div>
      <p className="sub">
        Our books beside each provider’s own list, by the days on which payments were taken.
        {mayAct ? "" : " You may look. Owners and operators of the shop run and resolve."}
      </p>
      <RefreshWhile isActive={isActive} words={progressWords(gateways)} />
      {gateways.length === 0 ? (
        <NoGateways />
      ) : (
        <Gateways
          lines={gateways.map((gateway) => ({
            gateway,
            isOffered: isListOffered(gateway.type),
            nonce: systemIds.resource(),
            href: deskPath({ gatewayId: gateway.id, show: "open", kind: null, runId: null }),
          }))}
          run={mayAct ? runAction : null}
          marksTest={env().SANDBOX_URL === undefined}
          {...{ now, timeZone, today, yesterday: dayAfter(today, -1) }}
        />
      )}
      {runs.length === 0 ? null : (
        <Runs
          runs={runs}
          pathOf={({ id, gatewayId }) =>
            deskPath({ gatewayId, show: "open", kind: null, runId: id })
          }
          {...{ now, timeZone }}
        />
      )}
      <Found filter={filter} gateways={gateways} hasRuns={runs.length > 0}>
        {differences.rows.length === 0 ? null : (
          <Differences
            rows={differences.rows}
            resolve={mayAct ? resolveDifferenceAction : null}
            {...{ now, timeZone }}
          />
        )}
        {differences.hasMore ? (
          <p className="sub">
            The first {DIFFERENCES_SHOWN_MAX} of more. Choose a gateway or a run to see others.
          </p>
        ) : null}
      </Found>
    </>
  );
}

function progressWords(gateways: readonly DeskGateway[]): string {
  const running = gateways.flatMap(({ name, newest }) =>
    newest !== null && isRunning(newest) ? [`${name}: ${newest.counts.matched} compared`] : [],
  );
  return `Comparing. ${running.join(", ")} so far.`;
}

/** What was found, with whose and which of it to look at. */
function Found(props: {
  filter: DeskFilter;
  gateways: readonly DeskGateway[];
  hasRuns: boolean;
  children: React.ReactNode;
}) {
  const { filter, gateways, hasRuns, children } = props;
  const isNarrow = filter.gatewayId !== null || filter.kind !== null || filter.runId !== null;
  const name = gateways.find(({ id }) => id === filter.gatewayId)?.name;
  const shows = ["open", "resolved"] as const;
  const hasNone = !Array.isArray(children) || children.every((child) => child === null);
  return (
    <section className="stack" aria-labelledby="differences">
      <div className="row row--wrap">
        <h2 id="differences" className="text-lg">
          Differences{name === undefined ? "" : `, ${name}`}
        </h2>
        <nav className="seg push" aria-label="Differences">
          {shows.map((show) => (
            <a
              key={show}
              href={deskPath({ ...filter, show })}
              aria-current={filter.show === show ? "page" : undefined}
            >
              {show === "open" ? "Open" : "Resolved"}
            </a>
          ))}
        </nav>
        {isNarrow ? (
          <a href={deskPath({ gatewayId: null, show: filter.show, kind: null, runId: null })}>
            Show all
          </a>
        ) : null}
      </div>
      {children}
      {hasNone ? <NoDifferences show={filter.show} hasRuns={hasRuns} /> : null}
    </section>
  );
}

function NoDifferences({ show, hasRuns }: { show: DeskFilter["show"]; hasRuns: boolean }) {
  if (!hasRuns) {
    return (
      <Empty
        icon="scales"
        title="Nothing was compared yet"
        text="Choose a gateway above and press Run now: payments that a provider knows and we do not, the other way round, and amounts that differ will stand here."
      />
    );
  }
  return show === "open" ? (
    <Empty
      icon="scales"
      title="No difference is open"
      text="Both sides were the same where they were compared."
    />
  ) : (
    <Empty
      icon="scales"
      title="Nothing was resolved yet"
      text="What is resolved stays here with its note."
    />
  );
}

function NoGateways() {
  return (
    <Empty
      icon="plug"
      title="There is no gateway"
      text="A gateway takes the payments; its list is what our books are compared with."
    >
      <ButtonLink href="/admin/gateways" look="primary">
        Add a gateway
      </ButtonLink>
    </Empty>
  );
}
