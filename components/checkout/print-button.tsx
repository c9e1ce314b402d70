"use client";

import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";
import { PRINT } from "@/components/ui/glyph-paths";

/** A client leaf: only a script can open the print dialog. The browser's own menu does without. */
export function PrintButton({ label }: { label: string }) {
  return (
    <Button onClick={() => window.print()}>
      <Glyph path={PRINT} />
      {label}
    </Button>
  );
}
