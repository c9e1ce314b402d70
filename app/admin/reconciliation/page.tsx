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
import { listDeskGateways, listDifferences, listRuns } from "@/lib/reconciliation/desk-queries";
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
            href: deskPath({ gatewayId: gateway.id }),
          }))}
          run={mayAct ? runAction : null}
          marksTest={env().SANDBOX_URL === undefined}
          {...{ now, timeZone, today, yesterday: dayAfter(today, -1) }}
        />
      )}
      {runs.rows.length === 0 ? null : (
        <Runs
          runs={runs.rows}
          pathOf={({ id, gatewayId }) => deskPath({ gatewayId, runId: id })}
          {...{ now, timeZone }}
        />
      )}
      <Onward
        label="Pages of runs"
        first={filter.runsAfter === null ? null : deskPath({ ...filter, runsAfter: null })}
        next={nextPath(runs.nextAfter, (runsAfter) => deskPath({ ...filter, runsAfter }))}
      />
      <Found
        filter={filter}
        gateways={gateways}
        hasRuns={runs.rows.length > 0 || filter.runsAfter !== null}
      >
        {differences.rows.length === 0 ? null : (
          <Differences
            rows={differences.rows}
            resolve={mayAct ? resolveDifferenceAction : null}
            {...{ now, timeZone }}
          />
        )}
      </Found>
      <Onward
        label="Pages of differences"
        first={filter.after === null ? null : deskPath({ ...filter, after: null })}
        next={nextPath(differences.nextAfter, (after) => deskPath({ ...filter, after }))}
      />
    </>
  );
}

const nextPath = (after: string | null, path: (after: string) => string): string | null =>
  after === null ? null : path(after);

/** On through a list, and back to where it begins. */
function Onward(props: { label: string; first: string | null; next: string | null }) {
  const { label, first, next } = props;
  if (first === null && next === null) return null;
  return (
    <nav className="row justify-end" aria-label={label}>
      {first === null ? null : <ButtonLink href={first}>From the first</ButtonLink>}
      {next === null ? null : <ButtonLink href={next}>More</ButtonLink>}
    </nav>
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
  const hasNone = children === null;
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
              href={deskPath({ ...filter, show, after: null })}
              aria-current={filter.show === show ? "page" : undefined}
            >
              {show === "open" ? "Open" : "Resolved"}
            </a>
          ))}
        </nav>
        {isNarrow ? <a href={deskPath({ show: filter.show })}>Show all</a> : null}
      </div>
      {children}
      {hasNone ? <NoDifferences filter={filter} hasRuns={hasRuns} /> : null}
    </section>
  );
}

function NoDifferences({ filter, hasRuns }: { filter: DeskFilter; hasRuns: boolean }) {
  if (filter.after !== null) {
    return <Empty icon="scales" title="Nothing comes after" text="This was the last page." />;
  }
  if (!hasRuns) {
    return (
      <Empty
        icon="scales"
        title="Nothing was compared yet"
        text="Choose a gateway above and press Run now: payments that a provider knows and we do not, the other way round, and amounts that differ will stand here."
      />
    );
  }
  return filter.show === "open" ? (
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
