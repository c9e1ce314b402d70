import { share } from "./scale";

export type BarRow = {
  key: string;
  label: string;
  /** Of `whole`: how long the bar is. */
  value: number;
  text: string;
  /** The period before: a tick. Null: nothing to compare with. */
  before?: number | null;
};

const ROW = 45;

/** Bars that lie, each below its name and figure; a tick marks the period before. */
export function BarRows(props: {
  id: string;
  finding: string;
  rows: readonly BarRow[];
  /** What the whole width stands for. */
  whole: number;
  look: "b1" | "b2" | "b3";
}) {
  const { rows, whole, look, id } = props;
  // Said in words beside it: there is nothing to draw.
  if (rows.length === 0) return null;
  return (
    <svg className="chart" height={rows.length * ROW - 8} role="img" aria-labelledby={`${id}-t`}>
      <title id={`${id}-t`}>{props.finding}</title>
      {rows.map((row, i) => {
        const top = i * ROW;
        const tick = row.before == null ? null : share(row.before, whole);
        return (
          <g key={row.key}>
            <text className="name" x="0" y={top + 12}>
              {row.label}
            </text>
            <text className="val" x="100%" y={top + 12} textAnchor="end">
              {row.text}
            </text>
            <rect className="track" x="0" y={top + 20} width="100%" height="12" rx={3} />
            <rect
              className={look}
              x="0"
              y={top + 20}
              width={share(row.value, whole)}
              height="12"
              rx={3}
            />
            {tick === null ? null : (
              <line className="prev" x1={tick} x2={tick} y1={top + 17} y2={top + 35} />
            )}
          </g>
        );
      })}
    </svg>
  );
}
