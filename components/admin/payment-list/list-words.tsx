import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Notice } from "@/components/ui/notice";
import type { AddressProblem } from "@/lib/payment-list/list-address";

/** What of the address was not understood: the list below goes without it. */
export function LeftOut({ problems }: { problems: readonly AddressProblem[] }) {
  if (problems.length === 0) return null;
  const title =
    problems.length === 1 ? "One filter was left out" : `${problems.length} filters were left out`;
  return (
    <div role="status">
      <Notice tone="warn" title={title}>
        {problems.map(({ text }) => text).join(" ")}
      </Notice>
    </div>
  );
}

export function NothingFits({ isWhole }: { isWhole: boolean }) {
  return isWhole ? (
    <Empty
      icon="card"
      title="No payments yet"
      text="Buy something in your shop: the payment stands here as soon as it is begun."
    >
      <ButtonLink href="/" look="primary">
        Open the shop
      </ButtonLink>
    </Empty>
  ) : (
    <Empty
      icon="search"
      title="No payment fits"
      text="Take a filter away, or look for less: an order’s number, an e-mail address or its beginning, a reference, or the last four digits of a card."
    >
      <ButtonLink href="/admin/payments" look="primary">
        Show all payments
      </ButtonLink>
    </Empty>
  );
}
