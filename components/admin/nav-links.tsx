"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Icon } from "@/components/ui/icon";

/** Which page one is on is known to the browser: a layout is not drawn anew when one moves on. */
export function NavLinks({ attentionCount }: { attentionCount: number }) {
  const path = usePathname();
  const currentOf = (href: string) => (path.startsWith(href) ? ("page" as const) : undefined);
  return (
    <>
      <Link href="/admin/payments" aria-current={currentOf("/admin/payments")} prefetch={false}>
        <Icon name="card" />
        Payments
      </Link>
      <Link href="/admin/attention" aria-current={currentOf("/admin/attention")} prefetch={false}>
        <Icon name="attention" />
        Attention
        {attentionCount === 0 ? null : (
          <span className="count">
            <span className="vh">, </span>
            {attentionCount}
            <span className="vh"> open</span>
          </span>
        )}
      </Link>
      <Link href="/docs" prefetch={false}>
        <Icon name="code" />
        API
      </Link>
    </>
  );
}
