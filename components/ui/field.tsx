import type { ComponentProps, ReactNode } from "react";
import { Glyph } from "./glyph";
import { ALERT, CHEVRON_DOWN } from "./glyph-paths";

export type FieldFrame = {
  id: string;
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
  /** Columns of six: 2, 3 or 4; a whole row when absent. */
  span?: 2 | 3 | 4;
  /** A class of its own beside `field`. */
  className?: string;
};

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field__error" id={id}>
      <Glyph path={ALERT} />
      <span>
        <span className="vh">Error: </span>
        {children}
      </span>
    </p>
  );
}

const describedBy = ({ id, help, error }: FieldFrame): string | undefined => {
  const ids = [help === undefined ? "" : `${id}-h`, error === undefined ? "" : `${id}-e`];
  return ids.filter(Boolean).join(" ") || undefined;
};

const classOf = ({ span, className }: FieldFrame): string =>
  ["field", span === undefined ? "" : `w${span}`, className ?? ""].filter(Boolean).join(" ");

/** Label, help, error, control, in that order: neither keyboards nor autofill lists hide the words. */
function Frame({ frame, children }: { frame: FieldFrame; children: ReactNode }) {
  return (
    <div className={classOf(frame)}>
      <label htmlFor={frame.id}>
        {frame.label}
        {frame.optional ? <span className="opt"> (optional)</span> : null}
      </label>
      {frame.help === undefined ? null : (
        <p className="field__help" id={`${frame.id}-h`}>
          {frame.help}
        </p>
      )}
      {frame.error === undefined ? null : (
        <FieldError id={`${frame.id}-e`}>{frame.error}</FieldError>
      )}
      {children}
    </div>
  );
}

export function TextField({ frame, ...rest }: ComponentProps<"input"> & { frame: FieldFrame }) {
  return (
    <Frame frame={frame}>
      <input
        {...rest}
        id={frame.id}
        className="input"
        aria-invalid={frame.error === undefined ? undefined : true}
        aria-describedby={describedBy(frame)}
      />
    </Frame>
  );
}

export function SelectField({ frame, ...rest }: ComponentProps<"select"> & { frame: FieldFrame }) {
  return (
    <Frame frame={frame}>
      <span className="select">
        <select
          {...rest}
          id={frame.id}
          className="input"
          aria-invalid={frame.error === undefined ? undefined : true}
          aria-describedby={describedBy(frame)}
        />
        <Glyph path={CHEVRON_DOWN} />
      </span>
    </Frame>
  );
}

export function CheckField({ label, ...rest }: ComponentProps<"input"> & { label: ReactNode }) {
  return (
    <label className="check">
      <input {...rest} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}
