"use client";

import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";
import { COPY, TICK } from "@/components/ui/glyph-paths";
import { useCopy } from "@/components/ui/use-copy";

const SAID_MS = 4_000;

/** A client leaf: only a script can copy. The address bar does without. */
export function CopyLink({ label, copiedLabel }: { label: string; copiedLabel: string }) {
  const { isCopied, copy } = useCopy(SAID_MS);
  return (
    <Button onClick={() => copy(window.location.href)}>
      <Glyph path={isCopied ? TICK : COPY} />
      <span role="status">{isCopied ? copiedLabel : label}</span>
    </Button>
  );
}
