"use client";

import { useFormStatus } from "react-dom";
import { type ButtonLook, buttonClass } from "./button";

/**
 * Sends its form once: while the answer is awaited it says what happens and further presses do nothing.
 * `aria-disabled`, not `disabled`: focus stays. Without JavaScript it is a plain submit button.
 */
export function SubmitButton({
  label,
  workingLabel,
  look = "primary",
  size,
  className,
  pending: given,
}: {
  label: string;
  workingLabel: string;
  look?: ButtonLook;
  size?: "wide" | "pay";
  className?: string;
  /** Where the form is sent by hand (`useKeptForm`); otherwise the form around it is asked. */
  pending?: boolean;
}) {
  const status = useFormStatus();
  const pending = given ?? status.pending;
  const classes = buttonClass(look, size);
  return (
    <button
      type="submit"
      className={className === undefined ? classes : `${classes} ${className}`}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
      }}
    >
      {pending ? <span className="spin" aria-hidden="true" /> : null}
      {pending ? workingLabel : label}
    </button>
  );
}
