"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";
import { COPY, TICK } from "@/components/ui/glyph-paths";

const SAID_MS = 4_000;

/** A client leaf: only a script can copy. The address bar does without. */
export function CopyLink({ label, copiedLabel }: { label: string; copiedLabel: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(window.location.href);
    setCopied(true);
    setTimeout(() => setCopied(false), SAID_MS);
  };
  return (
    <Button onClick={() => copy().catch(() => setCopied(false))}>
      <Glyph path={isCopied ? TICK : COPY} />
      <span role="status">{isCopied ? copiedLabel : label}</span>
    </Button>
  );
}
