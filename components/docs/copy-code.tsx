"use client";

import { useEffect, useState } from "react";
import { Icon } from "@/components/ui/icon";

const SAID_MS = 2_000;

/** Only a script reaches the clipboard: without one the key is not shown. */
export function CopyCode({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );

  return (
    <>
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
    </>
  );
}
