import { Badge } from "@/components/ui/badge";
import { formatMoney } from "@/components/ui/format";
import { Notice } from "@/components/ui/notice";
import type { FoldDifference } from "@/lib/payments/fold-events";
import type { PaymentDetail } from "@/lib/payments/payment-view";
import { STATE_SIGNS } from "./states";

type Fold = Pick<PaymentDetail, "differences">;

/** Whether what is stored is what the events come to, in one line. */
export function FoldBadge({ differences, eventsCount }: Fold & { eventsCount: number }) {
  const events = eventsCount === 1 ? "1 event" : `${eventsCount} events`;
  if (differences === null) return <Badge tone="quiet">{events} and more: not folded</Badge>;
  return differences.length === 0 ? (
    <Badge tone="good" coin="full">
      Stored state equals {events}
    </Badge>
  ) : (
    <Badge tone="bad" coin="triangle">
      Stored state differs from {events}
    </Badge>
  );
}

/** What folding the events again came to, with every difference. */
export function FoldResult({ payment }: { payment: PaymentDetail }) {
  const { differences, events, currency } = payment;
  if (differences === null) {
    return (
      <Notice tone="info" title="This history is too long to fold here">
        Only its first events are read on this page. verify:books compares the whole.
      </Notice>
    );
  }
  if (differences.length === 0) {
    return (
      <Notice tone="good" title="Folded again: the same">
        The order’s {events.length} events alone come to the transactions and sums that are stored.
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title="Folded again: it differs">
      <ul className="stack stack--2 p-0 m-0 list-none">
        {differences.map((difference) => (
          <li key={JSON.stringify(difference)}>{wordsOf(difference, currency)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function wordsOf(difference: FoldDifference, currency: string): string {
  switch (difference.what) {
    case "order":
      return `The events say ${STATE_SIGNS[difference.told].word}, stored is ${STATE_SIGNS[difference.stored].word}.`;
    case "status":
      return `${nameOf(difference)}: the events say ${difference.told.replaceAll("_", " ")}, stored is ${difference.stored.replaceAll("_", " ")}.`;
    case "amount":
      return `${nameOf(difference)}: the events say ${formatMoney(difference.told, currency)}, stored is ${formatMoney(difference.stored, currency)}.`;
    case "untold":
      return `${nameOf(difference)}: no event tells of it. It may have been recorded before events did.`;
    case "missing":
      return `${nameOf(difference)}: the events tell of it, and it is not stored.`;
    default:
      throw new Error(`Unknown: ${JSON.stringify(difference satisfies never)}`);
  }
}

const nameOf = ({ kind, id }: { kind: string; id: string }): string =>
  `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${id}`;
