import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/components/ui/format";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import type { DisputeView, PaymentTroubles } from "@/lib/payments/attention-view";
import { anchorOf } from "./attention-list";
import { ATTENTION_WORDS, DISPUTE_SIGNS, figuresOf, reasonWords } from "./attention-words";
import { dueWords } from "./due-words";

type Shown = { now: Date; timeZone: string };

/** What of this payment stands on the attention list, above everything else of it. */
export function AttentionNotices({ items, now, timeZone }: Shown & Pick<PaymentTroubles, "items">) {
  return items.map((item) => {
    const { word, what } = ATTENTION_WORDS[item.kind];
    const due = item.dueAt && dueWords(item.dueAt, now);
    return (
      <Notice key={item.id} tone={due?.isSoon ? "bad" : "warn"} title={word}>
        {what(figuresOf(item.what))}
        {item.dueAt === null || due === null ? null : (
          <>
            {" "}
            {due.words}, until{" "}
            <time dateTime={item.dueAt.toISOString()}>{formatDateTime(item.dueAt, timeZone)}</time>.
          </>
        )}{" "}
        <a href={`/admin/attention#${anchorOf(item.id)}`}>Open it on the attention list</a>
      </Notice>
    );
  });
}

/** What the cardholder contests, with how it stands. Nothing where nothing is contested. */
export function Disputes({ disputes, ...shown }: Shown & Pick<PaymentTroubles, "disputes">) {
  if (disputes.length === 0) return null;
  return (
    <section className="card" aria-labelledby="disputes">
      <div className="card__head">
        <h2 id="disputes">{disputes.length === 1 ? "Dispute" : "Disputes"}</h2>
      </div>
      <div className="card__body stack">
        {disputes.map((dispute) => (
          <DisputeFacts key={dispute.id} dispute={dispute} {...shown} />
        ))}
      </div>
    </section>
  );
}

function DisputeFacts({ dispute, now, timeZone }: Shown & { dispute: DisputeView }) {
  const { word, tone, coin } = DISPUTE_SIGNS[dispute.state];
  const time = (at: Date) => (
    <time dateTime={at.toISOString()}>{formatDateTime(at, timeZone)}</time>
  );
  return (
    <dl className="facts">
      <Fact label="State">
        <Badge tone={tone} coin={coin}>
          {word}
        </Badge>
      </Fact>
      <Fact label="Contested">
        <Money amountMinor={dispute.amountMinor} currency={dispute.currency} />
      </Fact>
      <Fact label="Reason">{reasonWords(dispute.reason)}</Fact>
      {dispute.respondBy === null ? null : (
        <Fact label="Answer by">
          {time(dispute.respondBy)} · {dueWords(dispute.respondBy, now).words}
        </Fact>
      )}
      <Fact label="Opened">{time(dispute.openedAt)}</Fact>
      {dispute.closedAt === null ? null : <Fact label="Ended">{time(dispute.closedAt)}</Fact>}
      <Fact label="Reference">{dispute.reference}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
