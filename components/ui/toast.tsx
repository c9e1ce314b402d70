"use client";

import { type ReactNode, useEffect } from "react";

const SHOWN_MS = 8_000;

/** One line of good news for eight seconds, read out once. Never for errors, never the only place for news. */
export function Toast({ children, onEnd }: { children: ReactNode; onEnd: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onEnd, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onEnd]);
  return <div className="toast toast--page">{children}</div>;
}
