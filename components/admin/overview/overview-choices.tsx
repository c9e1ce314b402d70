import { Badge } from "@/components/ui/badge";
import type { ReportSpan } from "@/lib/reports/report-days";
import { SPAN_WORDS } from "./overview-words";

type Choice<T> = { value: T; href: string };

/** Period, currency, and where there are both test and live: which. Links, so that each has an address. */
export function OverviewChoices(props: {
  spans: readonly Choice<ReportSpan>[];
  currencies: readonly Choice<string>[];
  modes: readonly Choice<"live" | "test">[];
  chosen: { span: ReportSpan; currency: string | null; mode: "live" | "test" };
}) {
  const { spans, currencies, modes, chosen } = props;
  return (
    <>
      {modes.length > 0 && chosen.mode === "test" ? <Badge tone="test">Test</Badge> : null}
      <Links name="Mode" choices={modes} chosen={chosen.mode} words={MODE_WORDS} />
      <Links name="Period" choices={spans} chosen={chosen.span} words={SPAN_WORDS} />
      {currencies.length > 1 ? (
        <Links name="Currency" choices={currencies} chosen={chosen.currency} words={{}} />
      ) : null}
    </>
  );
}

const MODE_WORDS = { live: "Live", test: "Test" };

function Links<T extends string | number>(props: {
  name: string;
  choices: readonly Choice<T>[];
  chosen: T | null;
  words: Readonly<Partial<Record<T, string>>>;
}) {
  const { name, choices, chosen, words } = props;
  if (choices.length === 0) return null;
  return (
    <nav className="seg" aria-label={name}>
      {choices.map(({ value, href }) => (
        <a key={value} href={href} aria-current={value === chosen ? "page" : undefined}>
          {words[value] ?? value}
        </a>
      ))}
    </nav>
  );
}
