import Link from "next/link";
import { ActionDialog, type AdminAction } from "@/components/admin/admin-form";
import { FormLongText } from "@/components/admin/form-problems";
import { relativeTime } from "@/components/admin/times";
import { Badge } from "@/components/ui/badge";
import { formatDateTime } from "@/components/ui/format";
import type { DeskDifference } from "@/lib/reconciliation/desk-view";
import { differenceWords, gapWords, KIND_SIGNS, moneyWords } from "./desk-words";

type Shown = {
  now: Date;
  timeZone: string;
  /** Null for those who may only look. */
  resolve: AdminAction | null;
};

/** One card a difference: both amounts, what to do, and the key that settles it with a note. */
export function Differences({ rows, ...shown }: Shown & { rows: readonly DeskDifference[] }) {
  return (
    <ul className="stack list-none p-0 m-0" aria-label="Differences">
      {rows.map((row) => (
        <li key={row.id} className="card">
          <Difference difference={row} {...shown} />
        </li>
      ))}
    </ul>
  );
}

function Difference({ difference, resolve, ...shown }: Shown & { difference: DeskDifference }) {
  const { id, kind, gatewayName, state } = difference;
  const sign = KIND_SIGNS[kind];
  return (
    <article className="card__body stack stack--2" aria-labelledby={`d-${id}`}>
      <div className="row row--wrap gap-x-3 gap-y-1">
        <Badge tone={state === "open" ? sign.tone : "quiet"} coin={sign.coin}>
          {sign.word}
        </Badge>
        <h3 id={`d-${id}`} className="text-base">
          {differenceWords(difference, gatewayName)}
        </h3>
      </div>
      <Facts difference={difference} {...shown} />
      {state === "open" ? (
        <p className="sub">{sign.advice}</p>
      ) : (
        <Settled difference={difference} {...shown} />
      )}
      {state === "open" && resolve !== null ? (
        <ResolveKey difference={difference} resolve={resolve} />
      ) : null}
    </article>
  );
}

function Facts({
  difference,
  now,
  timeZone,
}: Omit<Shown, "resolve"> & { difference: DeskDifference }) {
  const { ours, theirs, paymentId, paymentReference, happenedAt, gatewayName } = difference;
  const gap = gapWords(difference);
  return (
    <dl className="facts">
      <div>
        <dt>Here</dt>
        <dd>{moneyWords(ours)}</dd>
      </div>
      <div>
        <dt>{gatewayName}</dt>
        <dd>
          {moneyWords(theirs)}
          {gap === null ? null : <span className="sub"> ({gap})</span>}
        </dd>
      </div>
      <div>
        <dt>Payment</dt>
        <dd>
          {paymentId === null ? (
            (paymentReference ?? "–")
          ) : (
            <Link href={`/admin/payments/${paymentId}`} prefetch={false}>
              {paymentReference ?? "Open the payment"}
            </Link>
          )}
        </dd>
      </div>
      <div>
        <dt>Happened</dt>
        <dd>
          <time dateTime={happenedAt.toISOString()}>{formatDateTime(happenedAt, timeZone)}</time>,{" "}
          {relativeTime(happenedAt, now)}
        </dd>
      </div>
    </dl>
  );
}

function Settled({
  difference,
  now,
  timeZone,
}: Omit<Shown, "resolve"> & { difference: DeskDifference }) {
  const { resolvedAt, resolvedBy, resolverName, note } = difference;
  return (
    <>
      {note === null ? null : <blockquote className="said-note">{note}</blockquote>}
      {resolvedAt === null ? null : (
        <p className="sub">
          <time dateTime={resolvedAt.toISOString()} title={formatDateTime(resolvedAt, timeZone)}>
            resolved {relativeTime(resolvedAt, now)}
          </time>{" "}
          {resolvedBy === "run"
            ? "· a later run found it the same on both sides"
            : `by ${resolverName ?? "somebody"}`}
        </p>
      )}
    </>
  );
}

function ResolveKey({ difference, resolve }: { difference: DeskDifference; resolve: AdminAction }) {
  return (
    <div>
      <ActionDialog
        action={resolve}
        trigger={{ label: "Resolve…" }}
        title="Settle this difference with a note?"
        hidden={{ difference: difference.id }}
        submit={{ label: "Resolve it", workingLabel: "Resolving it", look: "primary" }}
      >
        <p>{differenceWords(difference, difference.gatewayName)}</p>
        <p>
          No money moves and no book is changed. Your word stands until one of the amounts changes;
          then it opens again.
        </p>
        <FormLongText label="Why is it right as it is?" name="note" maxLength={1000} />
      </ActionDialog>
    </div>
  );
}
