import type { ReactNode } from "react";

/** The only yellow in the product: stands on every page while no real money moves, and cannot be closed. */
export function TestBar({
  badge,
  action,
  children,
}: {
  badge: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <aside className="testbar no-print" aria-label="Sandbox mode">
      <span className="badge badge--test">{badge}</span>
      <span>{children}</span>
      {action}
    </aside>
  );
}
