import type { ReactNode } from "react";

/** A question with its picture and its figures. Whatever stands in `head` is one key, or one link. */
export function ChartCard(props: {
  id: string;
  title: string;
  head?: ReactNode;
  /** Beside each other where there is room; else one below the other. */
  isWide?: boolean;
  children: ReactNode;
}) {
  const { id, title, head, isWide = false } = props;
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{title}</h2>
        {head}
      </div>
      <div className={isWide ? "card__body chartrow" : "card__body stack"}>{props.children}</div>
    </section>
  );
}

export function BeforeKey({ words }: { words: string }) {
  return (
    <>
      <span className="push" />
      <span className="key key--tick">{words}</span>
    </>
  );
}
