"use client";

import { useEffect, useState } from "react";

/** The clipboard, and for how long a key says that it has copied. `copy` answers false where there is no clipboard. */
export function useCopy(saidMs: number) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), saidMs);
    return () => clearTimeout(timer);
  }, [isCopied, saidMs]);

  const copy = async (text: string): Promise<boolean> => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return false;
    }
    setCopied(true);
    return true;
  };
  return { isCopied, copy };
}
