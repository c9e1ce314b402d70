"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const POLL_EVERY_MS = 3_000;

/** Asks the server again and again, while the page is seen, whether the bank has answered. */
export function Poll() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, POLL_EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
