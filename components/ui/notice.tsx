import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

const GLYPHS = {
  bad: "alert",
  warn: "alert",
  good: "tick",
  info: "info",
} as const satisfies Record<string, IconName>;

/** Says what happened, then what to do. Not for a form's errors: those are an `ErrorSummary`. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: keyof typeof GLYPHS;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className={`notice notice--${tone}`}>
      <Icon name={GLYPHS[tone]} />
      <strong>{title}</strong>
      {children === undefined ? null : <div>{children}</div>}
    </div>
  );
}
