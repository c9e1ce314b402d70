"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/** News in a burst are one reading of the page. */
const PAUSE_MS = 2_500;

/** Listens while the page is open: what happened to payments is read into the page where it stands. */
export function LiveMark() {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  useEffect(() => {
    const source = new EventSource("/admin/payments/news");
    let timer: ReturnType<typeof setTimeout> | null = null;
    let readAtMs = 0;
    const read = () => {
      timer = null;
      readAtMs = performance.now();
      router.refresh();
    };
    source.onopen = () => setIsOpen(true);
    source.onerror = () => setIsOpen(false);
    source.addEventListener("changed", () => {
      if (timer !== null) return;
      timer = setTimeout(read, Math.max(0, readAtMs + PAUSE_MS - performance.now()));
    });
    return () => {
      source.close();
      if (timer !== null) clearTimeout(timer);
    };
  }, [router]);
  if (isOpen === null) return null;
  return isOpen ? (
    <span className="live">Live</span>
  ) : (
    <span className="live live--off">Reconnecting</span>
  );
}
