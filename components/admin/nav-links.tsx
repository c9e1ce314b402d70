"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Fragment } from "react";
import { Icon } from "@/components/ui/icon";
import { NAV, type NavEntry } from "./nav.data";

/** Which page one is on is known to the browser: a layout is not drawn anew when one moves on. */
export function NavLinks(props: { attentionCount: number; isTest: boolean }) {
  return NAV.map(({ title, entries }) => (
    <Fragment key={title ?? ""}>
      {title === null ? null : <h2>{title}</h2>}
      {entries
        .filter((entry) => props.isTest || entry.ofSandbox !== true)
        .map((entry) => (
          <NavLink key={entry.href} entry={entry}>
            {entry.href === "/admin/attention" ? <OpenCount count={props.attentionCount} /> : null}
          </NavLink>
        ))}
    </Fragment>
  ));
}

function NavLink({ entry, children }: { entry: NavEntry; children: React.ReactNode }) {
  const path = usePathname();
  const isCurrent = path === entry.href || path.startsWith(`${entry.href}/`);
  return (
    <Link href={entry.href} aria-current={isCurrent ? "page" : undefined} prefetch={false}>
      <Icon name={entry.icon} />
      {entry.label}
      {children}
    </Link>
  );
}

/** How much needs somebody. */
function OpenCount({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className="count">
      <span className="vh">, </span>
      {count}
      <span className="vh"> open</span>
    </span>
  );
}
