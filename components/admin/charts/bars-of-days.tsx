import { linesFor, share } from "./scale";

type Bar = { key: string; label: string; value: number };

const TOP = 20;
const BASE = 180;
const HEIGHT = BASE - TOP;

/** One bar a day, oldest first; the last is today, which is not over. Figures of the highest and of the lines stand beside. */
export function BarsOfDays(props: {
  /** What the picture says, for those who do not see it. */
  finding: string;
  id: string;
  bars: readonly Bar[];
  grain: number;
  valueText: (value: number) => string;
  lineText: (value: number) => string;
}) {
  const { bars, grain, id } = props;
  const highest = Math.max(0, ...bars.map(({ value }) => value));
  const lines = linesFor(highest, { grain });
  const top = lines.at(-1) ?? 1;
  const y = (value: number) => (BASE - (HEIGHT * value) / top).toFixed(1);
  return (
    <div className="plot plot--money">
      <svg className="chart" aria-hidden="true">
        {[0, ...lines].map((line) => (
          <text key={line} x="100%" dx="-8" y={Number(y(line)) + 4} textAnchor="end">
            {line === 0 ? "0" : props.lineText(line)}
          </text>
        ))}
      </svg>
      <svg className="chart" role="img" aria-labelledby={`${id}-t`}>
        <title id={`${id}-t`}>{props.finding}</title>
        <line className="base" x1="0" x2="100%" y1={BASE} y2={BASE} />
        {lines.map((line) => (
          <line key={line} className="grid" x1="0" x2="100%" y1={y(line)} y2={y(line)} />
        ))}
        {bars.map((bar, i) => (
          <rect
            key={bar.key}
            className={i === bars.length - 1 ? "b1 unfinished" : "b1"}
            x={share(i + 0.14, bars.length)}
            width={share(0.72, bars.length)}
            y={y(bar.value)}
            height={((HEIGHT * bar.value) / top).toFixed(1)}
            rx={2}
          />
        ))}
        <DayLabels bars={bars} />
        <HighestLabel bars={bars} highest={highest} y={y(highest)} valueText={props.valueText} />
      </svg>
    </div>
  );
}

const LABELS_MAX = 4;

/** A few days under the bars, and today at the end. */
function DayLabels({ bars }: { bars: readonly Bar[] }) {
  const last = bars.length - 1;
  const every = Math.max(1, Math.ceil(bars.length / LABELS_MAX));
  return bars.map((bar, i) => {
    // Its neighbour must not stand in today's word.
    if (i !== last && (i % every !== 0 || last - i < every * 0.75)) return null;
    const isLast = i === last;
    return (
      <text
        key={bar.key}
        className={isLast ? "val" : undefined}
        x={isLast ? "100%" : share(i + 0.5, bars.length)}
        y={BASE + 22}
        textAnchor={isLast ? "end" : i === 0 ? "start" : "middle"}
      >
        {isLast ? "Today" : bar.label}
      </text>
    );
  });
}

function HighestLabel(props: {
  bars: readonly Bar[];
  highest: number;
  y: string;
  valueText: (value: number) => string;
}) {
  const { bars, highest } = props;
  const i = bars.findIndex(({ value }) => value === highest);
  if (highest <= 0 || i < 0) return null;
  const at = (i + 0.5) / bars.length;
  const anchor = at < 0.15 ? "start" : at > 0.85 ? "end" : "middle";
  const x = anchor === "middle" ? share(at, 1) : anchor === "start" ? "0" : "100%";
  return (
    <text className="val" x={x} y={Number(props.y) - 6} textAnchor={anchor}>
      {props.valueText(highest)}
    </text>
  );
}
