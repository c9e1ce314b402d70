import Link from "next/link";
import { formatDay, formatTimeWithSeconds } from "@/components/ui/format";
import { Icon } from "@/components/ui/icon";
import { Money } from "@/components/ui/money";
import type { EventView, PaymentDetail } from "@/lib/payments/payment-view";
import { CopyText } from "./copy-text";
import { Exchanges } from "./exchanges";
import { providerNameOf } from "./method-words";
import { actorOf, amountOf, wordsOf } from "./timeline-words";
import { dayOf } from "./times";

type Shown = { currency: string; providerName: string; timeZone: string };

/** Everything that happened to the payment's order, oldest first, with who caused it. */
export function Timeline({ payment, timeZone }: { payment: PaymentDetail; timeZone: string }) {
  const { events, currency } = payment;
  const shown = { currency, providerName: providerNameOf(payment.method), timeZone };
  return (
    <section className="card" aria-labelledby="timeline">
      <div className="card__head pb-4">
        <h2 id="timeline">Timeline</h2>
        <span className="push muted tiny">
          {events.length === 1 ? "1 event" : `${events.length} events`}
        </span>
      </div>
      {events.length === 0 ? (
        <p className="card__body muted pt-0">Nothing has been recorded yet.</p>
      ) : (
        <ol className="tl">
          {withDays(events, timeZone).map(({ event, day }) => (
            <Event key={event.sequence} event={event} day={day} {...shown} />
          ))}
        </ol>
      )}
      {payment.isCut ? (
        <p className="card__body muted tiny">The history goes on: these are its first events.</p>
      ) : null}
    </section>
  );
}

/** A day is named where it begins. */
function withDays(events: readonly EventView[], timeZone: string) {
  return events.map((event, index) => {
    const before = events[index - 1];
    const isNew =
      before === undefined ||
      dayOf(before.occurredAt, timeZone) !== dayOf(event.occurredAt, timeZone);
    return { event, day: isNew ? formatDay(event.occurredAt, { timeZone }) : null };
  });
}

function Event({ event, day, ...shown }: Shown & { event: EventView; day: string | null }) {
  const { what, icon, tone, note } = wordsOf(event);
  const amountMinor = amountOf(event);
  const by = [actorOf(event, shown.providerName), note].filter((part) => part !== null).join(" · ");
  return (
    <>
      {day === null ? null : <li className="day">{day}</li>}
      <li>
        <time dateTime={event.occurredAt.toISOString()}>
          {formatTimeWithSeconds(event.occurredAt, shown.timeZone)}
        </time>
        <span className={tone === "plain" ? "node" : `node node--${tone}`}>
          <Icon name={icon} />
        </span>
        <div className="what">
          <p>
            <b>{what}</b>
            {amountMinor === null ? null : (
              <span className="amt">
                <Money amountMinor={amountMinor} currency={shown.currency} />
              </span>
            )}
          </p>
          <p className="by">{by}</p>
          {event.otherPaymentId === null ? null : (
            <p className="by">
              <Link href={`/admin/payments/${event.otherPaymentId}`} prefetch={false}>
                Another payment of this order
              </Link>
            </p>
          )}
          <Exchanges exchanges={event.exchanges} />
          <Trace traceId={event.traceId} isShown={event.exchanges.length > 0} />
        </div>
      </li>
    </>
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
