import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { FieldError } from "@/components/ui/field";
import { formatDateTime } from "@/components/ui/format";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AttentionView } from "@/lib/payments/attention-view";
import { ATTENTION_WORDS, figuresOf } from "./attention-words";
import { dueWords } from "./due-words";
import { relativeTime } from "./times";

export type AttentionForms = {
  take: (form: FormData) => Promise<void>;
  resolve: (form: FormData) => Promise<void>;
};

type Shown = {
  now: Date;
  timeZone: string;
  /** Who looks at it: their own items are not offered to them again. */
  merchantId: string;
  forms: AttentionForms;
  /** The item whose note was refused, and why. */
  problem: { item: string; text: string } | null;
};

/** One card an item: what happened, what to do, until when, and whose it is. */
export function AttentionList({ items, ...shown }: Shown & { items: readonly AttentionView[] }) {
  return (
    <ul className="stack list-none p-0 m-0" aria-label="Open items, the nearest deadline first">
      {items.map((item) => (
        <li key={item.id} className="card" id={anchorOf(item.id)}>
          <Item item={item} {...shown} />
        </li>
      ))}
    </ul>
  );
}

export const anchorOf = (id: string): string => `item-${id.replaceAll(/[^A-Za-z0-9]/g, "-")}`;

function Item({
  item,
  now,
  timeZone,
  merchantId,
  forms,
  problem,
}: Shown & { item: AttentionView }) {
  const words = ATTENTION_WORDS[item.kind];
  const figures = figuresOf(item.what);
  return (
    <article className="card__body stack stack--2" aria-labelledby={`${anchorOf(item.id)}-t`}>
      <div className="row row--wrap gap-x-3 gap-y-1">
        <Badge tone={words.tone} coin={words.coin}>
          {words.word}
        </Badge>
        <h2 className="text-base" id={`${anchorOf(item.id)}-t`}>
          <OrderLink item={item} />
        </h2>
        <TimeLeft dueAt={item.dueAt} now={now} />
      </div>
      <p>
        {words.what(figures)}
        {item.dueAt === null ? null : (
          <>
            {" "}
            Until{" "}
            <time dateTime={item.dueAt.toISOString()}>{formatDateTime(item.dueAt, timeZone)}</time>.
          </>
        )}
      </p>
      <p className="sub">{words.advice(figures)}</p>
      <p className="sub">
        {item.gatewayName === null ? null : <>{item.gatewayName} · </>}
        <time
          dateTime={item.openedAt.toISOString()}
          title={formatDateTime(item.openedAt, timeZone)}
        >
          opened {relativeTime(item.openedAt, now)}
        </time>{" "}
        · {item.owner === null ? "nobody looks after it yet" : `${item.owner.name} looks after it`}
      </p>
      <div className="row row--wrap items-start gap-x-3 gap-y-2">
        {item.owner?.id === merchantId ? null : <Take item={item} action={forms.take} />}
        <Resolve
          item={item}
          action={forms.resolve}
          problem={problem?.item === item.id ? problem.text : null}
        />
      </div>
    </article>
  );
}

function OrderLink({ item }: { item: AttentionView }) {
  const name = `Order ${item.orderNumber}`;
  if (item.paymentId === null) return <span>{name}</span>;
  return (
    <Link href={`/admin/payments/${item.paymentId}`} prefetch={false}>
      {name}
    </Link>
  );
}

function TimeLeft({ dueAt, now }: { dueAt: Date | null; now: Date }) {
  if (dueAt === null) return null;
  const { words, isSoon } = dueWords(dueAt, now);
  return (
    <Badge tone={isSoon ? "bad" : "warn"} coin="clock">
      {words}
    </Badge>
  );
}

function Hidden({ item }: { item: AttentionView }) {
  return (
    <>
      <input type="hidden" name="item" value={item.id} />
      <input type="hidden" name="order" value={item.orderId} />
    </>
  );
}

function Take({ item, action }: { item: AttentionView; action: AttentionForms["take"] }) {
  return (
    <form action={action}>
      <Hidden item={item} />
      <SubmitButton label="I’ll take it" workingLabel="Taking it" look="plain" />
    </form>
  );
}

/** Behind its own summary, so that the list stays a list; opened where its note was refused. */
function Resolve(props: {
  item: AttentionView;
  action: AttentionForms["resolve"];
  problem: string | null;
}) {
  const { item, action, problem } = props;
  const id = `${anchorOf(item.id)}-note`;
  return (
    <details open={problem !== null} className="min-w-0 flex-1">
      <summary className="btn inline-flex w-fit cursor-pointer">Resolve…</summary>
      <form action={action} className="stack stack--2 mt-3 max-w-[560px]">
        <Hidden item={item} />
        <div className="field">
          <label htmlFor={id}>What did you do or find?</label>
          {problem === null ? null : <FieldError id={`${id}-e`}>{problem}</FieldError>}
          <textarea
            id={id}
            name="note"
            className="input"
            rows={3}
            required
            maxLength={500}
            aria-invalid={problem === null ? undefined : true}
            aria-describedby={problem === null ? undefined : `${id}-e`}
          />
        </div>
        <SubmitButton label="Take it off the list" workingLabel="Taking it off" className="w-fit" />
      </form>
    </details>
  );
}
