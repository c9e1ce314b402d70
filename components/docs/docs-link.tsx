"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

/** Which page one is on is known to the browser: the frame is not drawn anew when one moves on. */
export function DocsLink({ href, children }: { href: string; children: string }) {
  const isCurrent = usePathname() === href;
  return (
    <Link href={href} aria-current={isCurrent ? "page" : undefined} prefetch={false}>
      {children}
    </Link>
  );
}
