import Link from "next/link";
import { Suspense } from "react";
import { BUILT_IN_VIEWS } from "@/lib/payment-list/built-in-views";
import { type Address, addressText } from "@/lib/payment-list/list-address";
import type { Count, SavedView } from "@/lib/payment-list/list-view";

type Tallies = Promise<{ all: number; views: readonly Count[] }>;
const COUNT = new Intl.NumberFormat("en");

/** The views that are always there, with how many payments each has, and those that the shop has saved. */
export function ListTabs(props: {
  address: Address;
  views: readonly SavedView[];
  tallies: Tallies;
}) {
  const { mode, ...shown } = props.address;
  const current = addressText(shown);
  const ofMode = (text: string) => {
    if (mode === undefined) return text;
    return text === "" ? `?mode=${mode}` : `${text}&mode=${mode}`;
  };
  const tab = (text: string) => ({
    href: `/admin/payments${ofMode(text)}`,
    ...(text === current ? { "aria-current": "page" as const } : {}),
    prefetch: false,
  });
  return (
    <nav className="tabs" aria-label="Views of payments">
      <Link {...tab("")}>
        All <CountOf tallies={props.tallies} at={null} />
      </Link>
      {BUILT_IN_VIEWS.map(({ name, address }, at) => (
        <Link key={name} {...tab(addressText(address))}>
          {name} <CountOf tallies={props.tallies} at={at} />
        </Link>
      ))}
      {props.views.map(({ id, name, query }) => (
        <Link key={id} {...tab(`?${query}`)}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

function CountOf(props: { tallies: Tallies; at: number | null }) {
  return (
    <Suspense>
      <Counted {...props} />
    </Suspense>
  );
}

async function Counted({ tallies, at }: { tallies: Tallies; at: number | null }) {
  const { all, views } = await tallies;
  const { count, isMinimum } =
    at === null ? { count: all, isMinimum: false } : (views[at] ?? { count: 0, isMinimum: false });
  return <span className="n">{COUNT.format(count) + (isMinimum ? "+" : "")}</span>;
}
