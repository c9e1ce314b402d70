"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Back and forward bring a page of the router's memory: an order may be paid since, so the server is asked again. The
 * browser's own memory (after the bank) is seen to by the pay form.
 */
export function FreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    // After the router's own listener, which brings the remembered page.
    const onReturn = () => setTimeout(() => router.refresh(), 0);
    window.addEventListener("popstate", onReturn);
    return () => window.removeEventListener("popstate", onReturn);
  }, [router]);
  return null;
}
