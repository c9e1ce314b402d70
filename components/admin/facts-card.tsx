import type { ReactNode } from "react";

export type Fact = { label: string; value: ReactNode };

/** What is known of something, name by name; only what there is is listed. */
export function FactsCard(props: { id: string; title: string; facts: readonly (Fact | null)[] }) {
  const facts = props.facts.filter((fact) => fact !== null);
  return (
    <section className="card" aria-labelledby={props.id}>
      <div className="card__head">
        <h2 id={props.id}>{props.title}</h2>
      </div>
      <div className="card__body">
        <dl className="facts">
          {facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

/** A fact that is left out where there is none. */
export const factOf = (label: string, value: ReactNode | null): Fact | null =>
  value === null ? null : { label, value };
