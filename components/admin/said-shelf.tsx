"use client";

import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { Toast } from "@/components/ui/toast";

type Say = (message: string) => void;

const SaidContext = createContext<Say | null>(null);

/** Where a form tells what was done; null: it says so itself. */
export const useSay = (): Say | null => useContext(SaidContext);

/**
 * Says what was done for forms that go with their deed: a key that is no longer offered takes its own words along.
 */
export function SaidShelf({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ message: "", count: 0 });
  const say = useCallback<Say>(
    (message) => setSaid(({ count }) => ({ message, count: count + 1 })),
    [],
  );
  const end = useCallback(() => setSaid(({ count }) => ({ message: "", count })), []);
  return (
    <SaidContext value={say}>
      {children}
      <div role="status">
        {said.message === "" ? null : (
          <Toast key={said.count} onEnd={end}>
            {said.message}
          </Toast>
        )}
      </div>
    </SaidContext>
  );
}
