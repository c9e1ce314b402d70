"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { CHECKING } from "./messages";

const SAID_MS = 4_000;

/** A client leaf: only a script can copy. The address bar does without. */
export function CopyLink() {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
  };
  return (
    <Button onClick={() => copy().catch(() => setCopied(false))}>
      <Icon name={isCopied ? "tick" : "copy"} />
      <span role="status">{isCopied ? CHECKING.copied : CHECKING.copy}</span>
    </Button>
  );
}
