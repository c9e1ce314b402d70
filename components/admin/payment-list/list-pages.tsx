import { ButtonLink } from "@/components/ui/button";
import { type Address, addressText } from "@/lib/payment-list/list-address";
import type { ListSort } from "@/lib/payment-list/list-filter";
import type { ListedPage } from "@/lib/payment-list/list-view";
import { ListKeys } from "./list-keys";

/** Back and onward along the list's order. */
const WORDS: Record<ListSort, { back: string; onward: string }> = {
  newest: { back: "Newer", onward: "Older" },
  oldest: { back: "Older", onward: "Newer" },
  largest: { back: "Larger", onward: "Smaller" },
  smallest: { back: "Smaller", onward: "Larger" },
};

/** The keys of this page, and ways to the neighbouring pages, where there are any. */
export function ListPages(props: {
  page: Pick<ListedPage, "olderCursor" | "newerCursor">;
  address: Address;
  sort: ListSort;
}) {
  const { olderCursor, newerCursor } = props.page;
  const words = WORDS[props.sort];
  const path = (place: Record<string, string>) =>
    `/admin/payments${addressText(props.address, place)}`;
  return (
    <div className="ad__top">
      <ListKeys />
      <span className="push" />
      {olderCursor === null && newerCursor === null ? null : (
        <nav className="row justify-end" aria-label="Pages of payments">
          {newerCursor === null ? null : (
            <ButtonLink href={path({ newer: newerCursor })}>{words.back}</ButtonLink>
          )}
          {olderCursor === null ? null : (
            <ButtonLink href={path({ older: olderCursor })}>{words.onward}</ButtonLink>
          )}
        </nav>
      )}
    </div>
  );
}
