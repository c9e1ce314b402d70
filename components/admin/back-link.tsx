import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

/** The way back to the list that a page was opened from. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <div className="ad__top">
      <Link href={href} className="row small min-h-[28px]" prefetch={false}>
        <Icon name="chevron-left" size={16} className="i--flip" />
        {children}
      </Link>
    </div>
  );
}
