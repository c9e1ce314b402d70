import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { FieldError } from "@/components/ui/field";
import { formatDateTime } from "@/components/ui/format";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AttentionView } from "@/lib/payments/attention-view";
import { ATTENTION_WORDS, figuresOf } from "./attention-words";
import { dueWords } from "./due-words";
import { GiveTo, HiddenFields } from "./give-to";
import { relativeTime } from "./times";

export type AttentionForms = {
  take: (form: FormData) => Promise<void>;
  give: (form: FormData) => Promise<void>;
  resolve: (form: FormData) => Promise<void>;
};

type Shown = {
  now: Date;
  timeZone: string;
  /** Who looks at it: their own items are not offered to them again. */
  merchantId: string;
  /** Null for those who may only look. */
  forms: AttentionForms | null;
  /** Who may be given an item. */
  people: readonly { id: string; name: string }[];
  /** What is looked at: sent along, to lead back there. */
  view: Readonly<Record<string, string>>;
  /** The item whose note was refused, and why. */
  problem: { item: string; text: string } | null;
};

/** One card an item: what happened, what to do, until when, and whose it is. */
export function AttentionList({ items, ...shown }: Shown & { items: readonly AttentionView[] }) {
  return (
    <ul className="stack list-none p-0 m-0" aria-label="Items">
      {items.map((item) => (
        <li key={item.id} className="card" id={anchorOf(item.id)}>
          <Item item={item} {...shown} />
        </li>
      ))}
    </ul>
  );
}

export const anchorOf = (id: string): string => `item-${id.replaceAll(/[^A-Za-z0-9]/g, "-")}`;

function Item({ item, ...shown }: Shown & { item: AttentionView }) {
  const words = ATTENTION_WORDS[item.kind];
  const figures = figuresOf(item.what);
  const { now, timeZone } = shown;
  return (
    <article className="card__body stack stack--2" aria-labelledby={`${anchorOf(item.id)}-t`}>
      <div className="row row--wrap gap-x-3 gap-y-1">
        <Badge tone={item.resolved === null ? words.tone : "quiet"} coin={words.coin}>
          {words.word}
        </Badge>
        <h2 className="text-base" id={`${anchorOf(item.id)}-t`}>
          <OrderLink item={item} />
        </h2>
        <TimeLeft dueAt={item.resolved === null ? item.dueAt : null} now={now} />
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
      {item.resolved === null ? <p className="sub">{words.advice(figures)}</p> : null}
      <p className="sub">
        {item.gatewayName === null ? null : <>{item.gatewayName} · </>}
        <Ago at={item.openedAt} word="opened" {...shown} /> ·{" "}
        {item.owner === null ? "nobody looks after it yet" : `${item.owner.name} looks after it`}
      </p>
      {item.resolved === null ? (
        <Keys item={item} {...shown} />
      ) : (
        <Resolved resolved={item.resolved} {...shown} />
      )}
    </article>
  );
}

function Ago({
  at,
  word,
  now,
  timeZone,
}: Pick<Shown, "now" | "timeZone"> & { at: Date; word: string }) {
  return (
    <time dateTime={at.toISOString()} title={formatDateTime(at, timeZone)}>
      {word} {relativeTime(at, now)}
    </time>
  );
}

/** Who took it off the list, and why: what they wrote stands as they wrote it. */
function Resolved({
  resolved,
  ...shown
}: Pick<Shown, "now" | "timeZone"> & { resolved: NonNullable<AttentionView["resolved"]> }) {
  const { at, by, note } = resolved;
  return (
    <>
      {note === null ? null : <blockquote className="said-note">{note}</blockquote>}
      <p className="sub">
        <Ago at={at} word="resolved" {...shown} />{" "}
        {by === null && note === null
          ? "· its cause went away by itself"
          : `by ${by ?? "somebody"}`}
      </p>
    </>
  );
}

function Keys({ item, forms, merchantId, people, view, problem }: Shown & { item: AttentionView }) {
  if (forms === null) return null;
  const others = people.filter(({ id }) => id !== merchantId && id !== item.owner?.id);
  return (
    <div className="row row--wrap items-start gap-x-3 gap-y-2">
      {item.owner?.id === merchantId ? null : (
        <form action={forms.take}>
          <HiddenFields fields={hiddenOf({ item, view })} />
          <SubmitButton label="I’ll take it" workingLabel="Taking it" look="plain" />
        </form>
      )}
      {others.length === 0 ? null : (
        <GiveTo
          id={anchorOf(item.id)}
          hidden={hiddenOf({ item, view })}
          action={forms.give}
          people={others}
        />
      )}
      <Resolve
        item={item}
        action={forms.resolve}
        view={view}
        problem={problem?.item === item.id ? problem.text : null}
      />
    </div>
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

type OfItem = { item: AttentionView; view: Shown["view"] };

const hiddenOf = ({ item, view }: OfItem): Readonly<Record<string, string>> => ({
  item: item.id,
  order: item.orderId,
  ...view,
});

/** Behind its own summary, so that the list stays a list; opened where its note was refused. */
function Resolve(props: OfItem & { action: AttentionForms["resolve"]; problem: string | null }) {
  const { item, view, action, problem } = props;
  const id = `${anchorOf(item.id)}-note`;
  return (
    <details open={problem !== null} className="min-w-0 flex-1">
      <summary className="btn inline-flex w-fit cursor-pointer">Resolve…</summary>
      <form action={action} className="stack stack--2 mt-3 max-w-[560px]">
        <HiddenFields fields={hiddenOf({ item, view })} />
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
