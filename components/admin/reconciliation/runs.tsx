import { Moment } from "@/components/admin/moment";
import { numeric, RowsTable } from "@/components/admin/rows-table";
import { Badge } from "@/components/ui/badge";
import type { RunView } from "@/lib/reconciliation/desk-view";
import { daysWords, differencesOf, RUN_SIGNS } from "./desk-words";

const COLUMNS = ["Days", "State", "Gateway", "Compared", "Differences", numeric("Started")];

type Shown = { now: Date; timeZone: string; pathOf: (run: RunView) => string };

/** The newest runs, each with what it counted; of one on its way, so far. */
export function Runs({ runs, ...shown }: Shown & { runs: readonly RunView[] }) {
  return (
    <section className="card" aria-labelledby="runs">
      <div className="card__head">
        <h2 id="runs">Runs</h2>
      </div>
      <div className="card__body">
        <RowsTable columns={COLUMNS}>
          {runs.map((run) => (
            <Row key={run.id} run={run} {...shown} />
          ))}
        </RowsTable>
      </div>
    </section>
  );
}

function Row({ run, now, timeZone, pathOf }: Shown & { run: RunView }) {
  const { counts, state, detail } = run;
  const sign = RUN_SIGNS[state];
  const found = differencesOf(run);
  return (
    <tr>
      <td className="text-start strong">{daysWords(run.periodFrom, run.periodTo, timeZone)}</td>
      <td className="max-[959px]:text-end">
        <Badge tone={sign.tone} coin={sign.coin}>
          {sign.word}
        </Badge>
        {detail === null ? null : <p className="sub break-words">{detail}</p>}
      </td>
      <td className="text-start">{run.gatewayName}</td>
      <td className="max-[959px]:text-end">
        {counts.matched} the same
        <p className="sub">
          {counts.unsettled} not settled, {counts.others} of other systems
        </p>
      </td>
      <td className="text-start">
        {found === 0 ? (
          state === "running" ? (
            "None so far"
          ) : (
            "None"
          )
        ) : (
          <a href={pathOf(run)}>
            {found} found<span className="vh"> in this run</span>
          </a>
        )}
      </td>
      <td className="num text-end">
        <Moment at={run.startedAt} now={now} timeZone={timeZone} />
      </td>
    </tr>
  );
}
