import { ATTENTION_KINDS } from "@/lib/payments/attention";
import type { AttentionFilter, AttentionShow, AttentionSums } from "@/lib/payments/attention-view";
import { ATTENTION_WORDS } from "./attention-words";

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
  /** How many kinds of work wait beside the list: those count as one each. */
  besideCountOf: (show: AttentionShow) => number;
  pathOf: PathOf;
}) {
  const { filter, kinds, besideCountOf, pathOf } = props;
  const { show } = filter;
  const countOf = (each: AttentionShow, kind: AttentionFilter["kind"]): number | null => {
    if (each === "resolved") return null;
    const ofThese = kinds.filter((row) => kind === null || row.kind === kind);
    const begin = kind === null ? besideCountOf(each) : 0;
    return ofThese.reduce((sum, row) => sum + row[each], begin);
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
