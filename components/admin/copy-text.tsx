"use client";

import { useRef } from "react";
import { CopyKey } from "@/components/ui/copy-key";

/**
 * An id with a key that copies it; without a script it stays plain text to choose. `shown` may leave its middle out.
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

  /** Chosen, it is one key away. */
  const choose = () => {
    if (source.current !== null) getSelection()?.selectAllChildren(source.current);
  };

  return (
    <span className="inline-flex max-w-full items-center gap-[6px]">
      <span className={isId ? "mono break-all" : "break-all"} title={text} ref={source}>
        {shown}
      </span>
      <CopyKey text={text} label={label} onRefused={choose} />
    </span>
  );
}
