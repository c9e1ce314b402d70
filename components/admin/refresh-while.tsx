"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 2_000;

/** Reads the page anew while something on it is on its way, and says so to those who do not see it move. */
export function RefreshWhile({ isActive, words }: { isActive: boolean; words: string }) {
  const router = useRouter();
  useEffect(() => {
    if (!isActive) return;
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [isActive, router]);
  return (
    <p role="status" className={isActive ? "sub" : "vh"}>
      {isActive ? words : ""}
    </p>
  );
}
