import type { ReactNode } from "react";

/** A label and its amount, joined by dots. Only in sums and receipts. */
export function Leader({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <p className="leader">
      <span>{label}</span>
      <span>{children}</span>
    </p>
  );
}
