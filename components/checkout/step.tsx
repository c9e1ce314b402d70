import type { ReactNode } from "react";
import { Glyph } from "@/components/ui/glyph";
import { TICK } from "@/components/ui/glyph-paths";
import { CHECKOUT } from "./messages";

type StepName = keyof typeof CHECKOUT.steps;
const NUMBERS: Record<StepName, number> = { contact: 1, delivery: 2, payment: 3 };

/** The step that is open. */
export function OpenStep({
  name,
  aside,
  children,
}: {
  name: StepName;
  /** Beside the heading: the way out of an edit. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="step step--open" aria-labelledby={`step-${name}`}>
      <div className="step__head">
        <span className="step__no">{NUMBERS[name]}</span>
        <h2 id={`step-${name}`}>{CHECKOUT.steps[name]}</h2>
        {aside}
      </div>
      <div className="step__body">{children}</div>
    </section>
  );
}

/** A step to come: its name only. */
export function TodoStep({ name }: { name: StepName }) {
  return (
    <section className="step step--todo" aria-labelledby={`step-${name}`}>
      <div className="step__head">
        <span className="step__no">{NUMBERS[name]}</span>
        <h2 id={`step-${name}`}>{CHECKOUT.steps[name]}</h2>
      </div>
    </section>
  );
}

/** A finished step: two lines of facts, and Edit while the order may change. */
export function DoneStep({
  name,
  token,
  canEdit,
  children,
}: {
  name: "contact" | "delivery";
  token: string;
  canEdit: boolean;
  children: ReactNode;
}) {
  const title = CHECKOUT.steps[name];
  return (
    <section className="step step--done" aria-labelledby={`step-${name}`}>
      <div className="step__head">
        <span className="step__no">
          <Glyph path={TICK} />
        </span>
        <h2 id={`step-${name}`}>{title}</h2>
        {canEdit ? (
          <a className="btn btn--quiet step__edit" href={`/checkout/${token}?edit=${name}`}>
            {CHECKOUT.edit}
            <span className="vh"> {title}</span>
          </a>
        ) : null}
      </div>
      <div className="step__facts">{children}</div>
    </section>
  );
}
