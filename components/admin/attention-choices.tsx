import Link from "next/link";
import { ATTENTION_KINDS } from "@/lib/payments/attention";
import type { AttentionFilter, AttentionShow, AttentionSums } from "@/lib/payments/attention-view";
import { ATTENTION_WORDS } from "./attention-words";
import { dueWords } from "./due-words";

type PathOf = (filter: AttentionFilter) => string;

const SHOWS: readonly { show: AttentionShow; word: string }[] = [
  { show: "open", word: "Open" },
  { show: "mine", word: "Mine" },
  { show: "free", word: "Nobody’s" },
  { show: "resolved", word: "Resolved" },
];

/** Whose items, and of which kind: links, so that each view has an address. */
export function AttentionChoices(props: {
  filter: AttentionFilter;
  kinds: AttentionSums["kinds"];
  pathOf: PathOf;
}) {
  const { filter, kinds, pathOf } = props;
  const { show } = filter;
  const countOf = (each: AttentionShow, kind: AttentionFilter["kind"]): number | null => {
    if (each === "resolved") return null;
    const ofThese = kinds.filter((row) => kind === null || row.kind === kind);
    return ofThese.reduce((sum, row) => sum + row[each], 0);
  };
  const offered = ATTENTION_KINDS.filter(
    (kind) => show === "resolved" || kind === filter.kind || (countOf(show, kind) ?? 0) > 0,
  );
  return (
    <div className="stack stack--2">
      <nav className="seg" aria-label="Whose">
        {SHOWS.map((each) => (
          <Choice
            key={each.show}
            href={pathOf({ ...filter, show: each.show })}
            isChosen={each.show === show}
            word={each.word}
            count={countOf(each.show, null)}
          />
        ))}
      </nav>
      {offered.length === 0 ? null : (
        <nav className="seg seg--small" aria-label="Kind">
          <Choice
            href={pathOf({ ...filter, kind: null })}
            isChosen={filter.kind === null}
            word="All kinds"
            count={null}
          />
          {offered.map((kind) => (
            <Choice
              key={kind}
              href={pathOf({ ...filter, kind })}
              isChosen={kind === filter.kind}
              word={ATTENTION_WORDS[kind].word}
              count={countOf(show, kind)}
            />
          ))}
        </nav>
      )}
    </div>
  );
}

function Choice(props: { href: string; isChosen: boolean; word: string; count: number | null }) {
  return (
    <a href={props.href} aria-current={props.isChosen ? "page" : undefined}>
      {props.word}
      {props.count === null ? null : <span className="seg__count">{props.count}</span>}
    </a>
  );
}

/** What needs somebody and belongs to no order of the list: each with the page where it is put right. */
export function AttentionBeside({ beside, now }: { beside: AttentionSums["beside"]; now: Date }) {
  const { ghostsCount, differencesCount, deadDeliveriesCount, endingCount, endsAt } = beside;
  const lines = [
    {
      count: endingCount,
      href: "/admin/payments?capture=1",
      one: "authorization ends within two days: capture it, or let it go",
      many: "authorizations end within two days: capture them, or let them go",
      more: endsAt === null ? "" : `, the first has ${dueWords(endsAt, now).words}`,
    },
    {
      count: ghostsCount,
      href: "/admin/reconciliation?kind=missing_here",
      one: "movement is known to a provider and not here",
      many: "movements are known to a provider and not here",
      more: "",
    },
    {
      count: differencesCount,
      href: "/admin/reconciliation",
      one: "difference between our books and a provider’s is open",
      many: "differences between our books and a provider’s are open",
      more: "",
    },
    {
      count: deadDeliveriesCount,
      href: "/admin/developers",
      one: "message to your own systems was given up after its last try",
      many: "messages to your own systems were given up after their last try",
      more: "",
    },
  ].filter(({ count }) => count > 0);
  if (lines.length === 0) return null;
  return (
    <section className="card" aria-labelledby="beside">
      <div className="card__head">
        <h2 id="beside">Waiting elsewhere</h2>
      </div>
      <ul className="card__body stack stack--2 list-none m-0">
        {lines.map(({ count, href, one, many, more }) => (
          <li key={href + many}>
            <Link href={href} prefetch={false}>
              {count} {count === 1 ? one : many}
            </Link>
            {more}
          </li>
        ))}
      </ul>
    </section>
  );
}
