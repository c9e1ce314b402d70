import { BarRows } from "@/components/admin/charts/bar-rows";
import { BarsOfDays } from "@/components/admin/charts/bars-of-days";
import { ChartCard } from "@/components/admin/charts/chart-card";
import { Figures } from "@/components/admin/charts/figures";
import { formatMoney } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import type { Report } from "@/lib/reports/overview";
import { type ReportSpan, weekOf } from "@/lib/reports/report-days";
import { beforeWords, countText, inWords, lineMoney, shortDay, unitOf } from "./overview-words";

type Shown = { report: Report; currency: string; span: ReportSpan };

/** What was captured, day by day; today alone stands beside yesterday. */
export function Taken({ report, currency, span }: Shown) {
  const key = <span className="key">Captured, {currency}</span>;
  if (span === 1) return <TakenToday report={report} currency={currency} />;
  const { perDay } = report;
  return (
    <ChartCard id="taken" title="Taken per day" head={key} isWide>
      <BarsOfDays
        id="taken"
        finding={findingOf({ report, currency, span })}
        bars={perDay.map(({ day, amountMinor }) => ({
          key: day,
          label: shortDay(day),
          value: amountMinor,
        }))}
        grain={unitOf(currency)}
        valueText={(value) => formatMoney(value, currency)}
        lineText={(value) => lineMoney(value, currency)}
      />
      <Figures
        caption={span === 7 ? "Taken per day" : "Taken per week"}
        columns={[span === 7 ? "Day" : "Week of", "Payments", "Taken"]}
        rows={rowsOf(perDay, span).map(({ day, times, amountMinor }) => ({
          key: day,
          cells: [
            shortDay(day),
            countText(times),
            <Money key={day} amountMinor={amountMinor} currency={currency} />,
          ],
        }))}
      />
    </ChartCard>
  );
}

function findingOf({ report, currency, span }: Shown): string {
  const highest = report.perDay.reduce(
    (best, each) => (each.amountMinor > best.amountMinor ? each : best),
    { day: "", amountMinor: 0, times: 0 },
  );
  const what = `Taken per day in ${currency}, ${inWords(span)}.`;
  if (highest.amountMinor === 0) return `${what} Nothing was taken.`;
  return `${what} Highest ${formatMoney(highest.amountMinor, currency)} on ${shortDay(highest.day)}.`;
}

/** The newest first; by weeks where days would be too many to read. The first week may be cut by the period. */
function rowsOf(perDay: Report["perDay"], span: ReportSpan): Report["perDay"] {
  if (span === 7) return perDay.toReversed();
  const weeks = new Map<string, { day: string; times: number; amountMinor: number }>();
  for (const { day, times, amountMinor } of perDay) {
    const week = weekOf(day);
    const known = weeks.get(week) ?? { day, times: 0, amountMinor: 0 };
    weeks.set(week, {
      day: known.day,
      times: known.times + times,
      amountMinor: known.amountMinor + amountMinor,
    });
  }
  return [...weeks.values()].toReversed();
}

function TakenToday({ report, currency }: Omit<Shown, "span">) {
  const { amountMinor, times } = report.taken;
  const text = (amount: number) => formatMoney(amount, currency);
  const whole = Math.max(amountMinor.now, amountMinor.before, 1);
  const rows = [
    { key: "now", label: "Today, so far", value: amountMinor.now, times: times.now },
    {
      key: "before",
      label: "Yesterday, the whole day",
      value: amountMinor.before,
      times: times.before,
    },
  ];
  const finding = `Taken in ${currency}: today ${text(amountMinor.now)}, ${beforeWords(1)} ${text(amountMinor.before)}.`;
  return (
    <ChartCard
      id="taken"
      title="Taken"
      isWide
      head={<span className="key">Captured, {currency}</span>}
    >
      <BarRows
        id="taken"
        finding={finding}
        look="b1"
        whole={whole}
        rows={rows.map((row) => ({ ...row, text: text(row.value) }))}
      />
      <Figures
        caption="Taken today and yesterday"
        columns={["Day", "Payments", "Taken"]}
        rows={rows.map((row) => ({
          key: row.key,
          cells: [
            row.key === "now" ? "Today" : "Yesterday",
            countText(row.times),
            <Money key={row.key} amountMinor={row.value} currency={currency} />,
          ],
        }))}
      />
    </ChartCard>
  );
}
