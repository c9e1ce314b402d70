import { decimalOf } from "../money/currency";
import type { Money } from "../money/money";
import type { ReconcileReport } from "./reconcile";
import type { DifferenceKind, GatewayChoice, Period, RunCounts, StoredDifference } from "./store";

/** A report for a terminal: counts, then a table of what is open. */
export function reportLines(
  report: Pick<ReconcileReport, "counts" | "open" | "acceptedCount" | "resolvedCount">,
  { gateway, period, timeZone }: { gateway: GatewayChoice; period: Period; timeZone: string },
): string[] {
  const { counts, open, acceptedCount, resolvedCount } = report;
  const when = (date: Date) => wallTime(date, timeZone);
  return [
    `${gateway.name} (${gateway.type} ${gateway.id}, ${gateway.mode})`,
    `Payments taken from ${when(period.from)} until ${when(period.to)}, ${timeZone}, with all that came of them`,
    "",
    ...aligned(countRows(counts), [false, true, false]),
    "",
    ...(resolvedCount > 0
      ? [`${resolvedCount} that were open are the same on both sides now.`]
      : []),
    ...(acceptedCount > 0
      ? [`${acceptedCount} found again were resolved by a person before.`]
      : []),
    ...(open.length === 0 ? ["No difference is open."] : openLines(open, timeZone)),
  ];
}

const countRows = (counts: RunCounts): string[][] =>
  (
    [
      ["matched", counts.matched, "movements, the same on both sides"],
      ["missing here", counts.missingHere, "the provider has them, we do not"],
      ["missing there", counts.missingThere, "we have them, the provider does not"],
      ["amount differs", counts.amountDiffers, "both have them, with other amounts"],
      ["others'", counts.others, "payments of other systems on the account, not compared"],
      ["unsettled", counts.unsettled, "not decided yet, not compared"],
    ] as const
  ).map(([name, count, meaning]) => [name, String(count), meaning]);

const HEAD = [
  "DIFFERENCE",
  "MOVEMENT",
  "OURS",
  "THEIRS",
  "PAYMENT",
  "OUR REFERENCE",
  "HAPPENED",
  "ID",
];
const IS_RIGHT = [false, false, true, true, false, false, false, false];

const openLines = (open: readonly StoredDifference[], timeZone: string): string[] => [
  `Open, ${open.length}:`,
  ...aligned(
    [
      HEAD,
      ...open.map((one) => [
        NAMES[one.kind],
        one.movement,
        moneyText(one.ours),
        moneyText(one.theirs),
        one.paymentReference ?? "-",
        one.ourReference ?? "-",
        wallTime(one.happenedAt, timeZone),
        one.id,
      ]),
    ],
    IS_RIGHT,
  ),
];

const NAMES: Readonly<Record<DifferenceKind, string>> = {
  missing_here: "missing here",
  missing_there: "missing there",
  amount_differs: "amount differs",
};

const moneyText = (money: Money | null): string =>
  money === null ? "-" : `${decimalOf(money)} ${money.currency}`;

/** `2026-11-01 12:00` in a zone. */
export const wallTime = (date: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(
    date,
  );

function aligned(rows: readonly (readonly string[])[], isRight: readonly boolean[]): string[] {
  const widths = isRight.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  return rows.map((row) =>
    `  ${row
      .map((cell, i) => (isRight[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")}`.trimEnd(),
  );
}
