"use client";

import { useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";

const SAID_MS = 2_000;

/**
 * An id with a key that copies it. A client leaf because only a script reaches the clipboard: without
 * one the key is not shown, and the id stays plain text to choose. `shown` may leave its middle out.
 */
export function CopyText({
  text,
  label,
  shown = text,
  isId = true,
}: {
  text: string;
  label: string;
  shown?: string;
  /** False for words: ids are set in letters that cannot be confused. */
  isId?: boolean;
}) {
  const source = useRef<HTMLSpanElement>(null);
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No clipboard outside of secure pages: chosen, it is one key away.
      if (source.current !== null) getSelection()?.selectAllChildren(source.current);
    }
  };

  return (
    <span className="inline-flex max-w-full items-center gap-[6px]">
      <span className={isId ? "mono break-all" : "break-all"} title={text} ref={source}>
        {shown}
      </span>
      <button
        type="button"
        className="copy mx-0 noscript:hidden"
        aria-label={`Copy ${label}`}
        onClick={copy}
      >
        <Icon name={isCopied ? "tick" : "copy"} />
      </button>
      <span className="vh" role="status">
        {isCopied ? "Copied" : ""}
      </span>
    </span>
  );
}
