import Link from "next/link";
import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import type { Overview } from "@/lib/reports/overview-queries";
import type { ReportSpan } from "@/lib/reports/report-days";
import {
  beforeWords,
  type Change,
  counted,
  countText,
  growthWords,
  percentText,
  pointsWords,
} from "./overview-words";

type Shown = { overview: Overview; currency: string; span: ReportSpan; toCapturePath: string };

/** The four figures that a day begins with. */
export function Tiles({ overview, currency, span, toCapturePath }: Shown) {
  const { report, held } = overview;
  const before = beforeWords(span);
  const { accepted, answered } = report.acceptance;
  const money = (amountMinor: number) => <Money amountMinor={amountMinor} currency={currency} />;
  return (
    <div className="tiles">
      <Tile name="Taken" figure={money(report.taken.amountMinor.now)}>
        <Compared change={growthWords(report.taken.amountMinor)} before={before} />
      </Tile>
      <Tile name="Acceptance" figure={percentText(accepted.now, answered.now)}>
        {answered.now === 0 ? (
          "No attempt was answered"
        ) : (
          <>
            <Points change={pointsWords(report.acceptance)} before={before} />
            {countText(accepted.now)} of {countText(answered.now)}
          </>
        )}
      </Tile>
      <Tile name="To capture" figure={money(held.amountMinor)}>
        <Link href={toCapturePath} prefetch={false}>
          {counted(held.count, "payment")}
        </Link>
        {" now"}
        {held.soonCount === 0 ? null : (
          <>
            , <span className="soon">{counted(held.soonCount, "ends", "end")} within 2 days</span>
          </>
        )}
      </Tile>
      <Tile name="Refunded" figure={money(report.refunded.amountMinor.now)}>
        {report.taken.amountMinor.now === 0 ? null : (
          <>
            {percentText(report.refunded.amountMinor.now, report.taken.amountMinor.now)} of taken,{" "}
          </>
        )}
        {counted(report.refunded.times.now, "refund")}, {money(report.refunded.amountMinor.before)}{" "}
        {span === 1 ? before : `in ${before}`}
      </Tile>
    </div>
  );
}

function Tile(props: { name: string; figure: ReactNode; children: ReactNode }) {
  return (
    <div className="card tile">
      <h2>{props.name}</h2>
      <p className="tile__no">{props.figure}</p>
      <p className="tile__sub">{props.children}</p>
    </div>
  );
}

export const Changed = ({ change }: { change: Change }) =>
  change.tone === null ? change.text : <span className={change.tone}>{change.text}</span>;

const Compared = ({ change, before }: { change: Change | null; before: string }) =>
  change === null ? (
    `Nothing ${before} to compare with`
  ) : (
    <>
      <Changed change={change} /> on {before}
    </>
  );

const Points = ({ change, before }: { change: Change | null; before: string }) =>
  change === null ? null : (
    <>
      <span className={change.tone ?? undefined}>{change.text} points</span>
      <span className="vh"> on {before}</span>
      {" · "}
    </>
  );
