import Link from "next/link";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AttentionFilter, Duty, DutyView } from "@/lib/payments/attention-view";
import { dueWords } from "./due-words";
import { GiveTo, HiddenFields } from "./give-to";

const WORDS: Record<Duty, { href: string; one: string; many: string }> = {
  ending: {
    href: "/admin/payments?capture=1",
    one: "authorization ends within two days: capture it, or let it go",
    many: "authorizations end within two days: capture them, or let them go",
  },
  ghosts: {
    href: "/admin/reconciliation?kind=missing_here",
    one: "movement is known to a provider and not here",
    many: "movements are known to a provider and not here",
  },
  differences: {
    href: "/admin/reconciliation",
    one: "difference between our books and a provider’s is open",
    many: "differences between our books and a provider’s are open",
  },
  deliveries: {
    href: "/admin/developers",
    one: "message to your own systems was given up after its last try",
    many: "messages to your own systems were given up after their last try",
  },
};

type Shown = {
  now: Date;
  /** Who looks at it. */
  merchantId: string;
  /** Null for those who may only look. */
  give: ((form: FormData) => Promise<void>) | null;
  /** Who may be given it. */
  people: readonly { id: string; name: string }[];
  /** What of the list is looked at: sent along, to lead back there. */
  view: Readonly<Record<string, string>>;
};

const isOf = (show: AttentionFilter["show"], merchantId: string, { owner }: DutyView): boolean => {
  switch (show) {
    case "open":
      return true;
    case "mine":
      return owner?.id === merchantId;
    case "free":
      return owner === null;
    case "resolved":
      return false;
  }
};

/** Those of whom is asked for. */
export const besideOf = (
  beside: readonly DutyView[],
  show: AttentionFilter["show"],
  merchantId: string,
): readonly DutyView[] => beside.filter((each) => isOf(show, merchantId, each));

/** What needs somebody and belongs to no order of the list: each with whose it is, and the page where it is put right. */
export function AttentionBeside({ lines, ...shown }: Shown & { lines: readonly DutyView[] }) {
  if (lines.length === 0) return null;
  return (
    <section className="card" aria-labelledby="beside">
      <div className="card__head">
        <h2 id="beside">Waiting elsewhere</h2>
      </div>
      <ul className="card__body stack stack--3 list-none m-0">
        {lines.map((line) => (
          <li key={line.duty} className="stack stack--2">
            <Line line={line} {...shown} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ line, now, merchantId, give, people, view }: Shown & { line: DutyView }) {
  const { duty, count, dueAt, owner } = line;
  const { href, one, many } = WORDS[duty];
  const others = people.filter(({ id }) => id !== merchantId && id !== owner?.id);
  const hidden = { duty, ...view };
  return (
    <>
      <p>
        <Link href={href} prefetch={false}>
          {count} {count === 1 ? one : many}
        </Link>
        {dueAt === null ? "" : `, the first has ${dueWords(dueAt, now).words}`}
        <span className="sub block">
          {owner === null ? "Nobody looks after it yet" : `${owner.name} looks after it`}
        </span>
      </p>
      {give === null ? null : (
        <div className="row row--wrap items-start gap-x-3 gap-y-2">
          {owner?.id === merchantId ? null : (
            <form action={give}>
              <HiddenFields fields={hidden} />
              <SubmitButton label="I’ll take it" workingLabel="Taking it" look="plain" />
            </form>
          )}
          {others.length === 0 ? null : (
            <GiveTo id={`duty-${duty}`} hidden={hidden} action={give} people={others} />
          )}
        </div>
      )}
    </>
  );
}
