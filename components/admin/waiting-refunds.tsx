import Link from "next/link";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import type { RefundRequestView } from "@/lib/refunds/refund-request";
import { relativeTime } from "./times";

/** Refunds that wait for a second person, for the top of the attention list. Nothing where none does. */
export function WaitingRefunds(props: { requests: readonly RefundRequestView[]; now: Date }) {
  const { requests, now } = props;
  if (requests.length === 0) return null;
  const title =
    requests.length === 1
      ? "1 refund waits for a second person"
      : `${requests.length} refunds wait for a second person`;
  return (
    <Notice tone="warn" title={title}>
      <ul className="stack stack--2 list-none p-0 m-0">
        {requests.map((request) => (
          <li key={request.id}>
            <Link href={`/admin/payments/${request.sourceId}`} prefetch={false}>
              <Money amountMinor={request.amountMinor} currency={request.currency} /> of order{" "}
              {request.orderNumber}
            </Link>
            , asked for by {request.askedBy.name ?? "somebody of the shop"}{" "}
            {relativeTime(request.askedAt, now)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
