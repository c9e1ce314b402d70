"use client";

import { useEffect } from "react";

/** Leads out at once; without JavaScript the page's own refresh does, a second later. Back does not come here again. */
export function LeaveForBank({ url }: { url: string }) {
  useEffect(() => {
    window.location.replace(url);
  }, [url]);
  return null;
}
