import Link from "next/link";
import { formatDay, formatTimeWithSeconds } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import type { EventView, PaymentDetail } from "@/lib/payments/payment-view";
import { CopyText } from "./copy-text";
import { Exchanges } from "./exchanges";
import { FoldBadge, FoldResult } from "./fold-result";
import { providerNameOf } from "./method-words";
import { Replay } from "./replay";
import { StateBadge } from "./state-badge";
import { TimelineMark } from "./timeline-mark";
import { actorOf, amountOf, wordsOf } from "./timeline-words";
import { dayOf } from "./times";
import { WaitingWebhooks } from "./waiting-webhooks";
import { toldOf } from "./webhook-words";

type Shown = { currency: string; providerName: string; timeZone: string };
type Props = {
  payment: PaymentDetail;
  timeZone: string;
  /** Somebody pressed "Fold again". */
  isFoldedAgain: boolean;
};

/** Everything that happened to the payment's order, oldest first, with who caused it, and how it stood at each moment. */
export function Timeline({ payment, timeZone, isFoldedAgain }: Props) {
  const { events, currency } = payment;
  const shown = { currency, providerName: providerNameOf(payment.method), timeZone };
  return (
    <section className="card" aria-labelledby="timeline">
      <div className="card__head row--wrap pb-4">
        <h2 id="timeline">Timeline</h2>
        <span className="push row row--wrap gap-2">
          <FoldBadge differences={payment.differences} eventsCount={events.length} />
          <form method="get">
            <button type="submit" name="fold" value="again" className="btn">
              Fold again
            </button>
          </form>
        </span>
      </div>
      {isFoldedAgain || (payment.differences?.length ?? 0) > 0 ? (
        <div className="px-5 pb-4">
          <FoldResult payment={payment} />
        </div>
      ) : null}
      {events.length === 0 ? (
        <p className="card__body muted pt-0">Nothing has been recorded yet.</p>
      ) : (
        <Replay items={itemsOf(events, shown)} />
      )}
      <WaitingWebhooks webhooks={payment.waitingWebhooks} timeZone={timeZone} />
      {payment.isCut ? (
        <p className="card__body muted tiny">The history goes on: these are its first events.</p>
      ) : null}
    </section>
  );
}

/** A day is named where it begins. */
function itemsOf(events: readonly EventView[], shown: Shown) {
  const { timeZone } = shown;
  return events.map((event, index) => {
    const before = events[index - 1];
    const isNew =
      before === undefined ||
      dayOf(before.occurredAt, timeZone) !== dayOf(event.occurredAt, timeZone);
    return {
      key: event.sequence,
      day: isNew ? formatDay(event.occurredAt, { timeZone }) : null,
      time: formatTimeWithSeconds(event.occurredAt, timeZone),
      what: wordsOf(event).what,
      node: <Event event={event} {...shown} />,
      state: <Then event={event} {...shown} />,
    };
  });
}

/** The payment as it stood after an event. */
function Then({ event, currency }: Shown & { event: EventView }) {
  const { state, sums } = event.moment;
  const lines = [
    ["Authorized", sums.authorizedMinor],
    ["Captured", sums.capturedMinor],
    ...(sums.voidedMinor === 0 ? [] : [["Voided", sums.voidedMinor] as const]),
    ["Refunded", sums.refundedMinor],
  ] as const;
  return (
    <>
      <StateBadge state={state} />
      {lines.map(([label, amountMinor]) => (
        <span key={label}>
          <span className="muted">{label}</span>{" "}
          <b>
            <Money amountMinor={amountMinor} currency={currency} />
          </b>
        </span>
      ))}
    </>
  );
}

function Event({ event, ...shown }: Shown & { event: EventView }) {
  const { currency, providerName, timeZone } = shown;
  const words = wordsOf(event);
  const isAnswered = event.exchanges.some(({ answer }) => answer !== null);
  const answered = isAnswered ? `${providerName} answered` : null;
  return (
    <TimelineMark
      at={event.occurredAt}
      words={words}
      amountMinor={amountOf(event)}
      said={[actorOf(event, providerName), answered, words.note, ...toldOf(event)]}
      {...{ currency, timeZone }}
    >
      {event.otherPaymentId === null ? null : (
        <p className="by">
          <Link href={`/admin/payments/${event.otherPaymentId}`} prefetch={false}>
            Another payment of this order
          </Link>
        </p>
      )}
      <Exchanges exchanges={event.exchanges} />
      <Trace traceId={event.traceId} isShown={event.exchanges.length > 0} />
    </TimelineMark>
  );
}

/** Ties the event to the log; only beside requests, where somebody looks for it. */
function Trace({ traceId, isShown }: { traceId: string; isShown: boolean }) {
  if (!isShown) return null;
  return (
    <p className="row tiny muted">
      Trace <CopyText text={traceId} label="the trace id" shown={traceId.slice(0, 6)} />
    </p>
  );
}
