"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { CONFIRMATION } from "./messages";

/** A client leaf: only a script can open the print dialog. The browser's own menu does without. */
export function PrintButton() {
  return (
    <Button onClick={() => window.print()}>
      <Icon name="print" />
      {CONFIRMATION.print}
    </Button>
  );
}
