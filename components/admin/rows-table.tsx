import type { ReactNode } from "react";

/** A column's head: its name, or more. */
export type Column = string | Head;
type Head = {
  name: string;
  /** Figures and times stand at the right edge. */
  isNumeric?: boolean;
  /** What the rows are sorted by. */
  isNewestFirst?: boolean;
  /** Its cells say for themselves what they are. */
  isHidden?: boolean;
};

export const numeric = (name: string): Column => ({ name, isNumeric: true });
export const newestFirst = (name: string): Column => ({
  name,
  isNumeric: true,
  isNewestFirst: true,
});
export const hidden = (name: string): Column => ({ name, isHidden: true });

/** A table of things, one row each; under 960 px each row becomes a small card. */
export function RowsTable(props: { columns: readonly Column[]; children: ReactNode }) {
  const heads = props.columns.map((column) =>
    typeof column === "string" ? { name: column } : column,
  );
  return (
    <table className="rows">
      <thead>
        <tr>
          {heads.map((head) => (
            <HeadCell key={head.name} {...head} />
          ))}
        </tr>
      </thead>
      <tbody>{props.children}</tbody>
    </table>
  );
}

function HeadCell({ name, isNumeric, isNewestFirst, isHidden }: Head) {
  return (
    <th
      scope="col"
      className={isNumeric ? "num" : undefined}
      aria-sort={isNewestFirst ? "descending" : undefined}
    >
      {isHidden ? <span className="vh">{name}</span> : name}
      {isNewestFirst ? <span aria-hidden="true"> ↓</span> : null}
    </th>
  );
}
