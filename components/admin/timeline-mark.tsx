import type { ReactNode } from "react";
import { formatTimeWithSeconds } from "@/components/ui/format";
import { Icon } from "@/components/ui/icon";
import { Money } from "@/components/ui/money";
import type { wordsOf } from "./timeline-words";

type Words = ReturnType<typeof wordsOf>;

/** One thing that happened, on a line of time: when, what, of how much, and what else is said of it. */
export function TimelineMark(props: {
  at: Date;
  timeZone: string;
  words: Pick<Words, "what" | "icon" | "tone">;
  /** In minor units; null: it is about no amount. */
  amountMinor: number | null;
  currency: string;
  /** Who and why; what there is nothing of is left out. */
  said: readonly (string | null)[];
  children?: ReactNode;
}) {
  const { what, icon, tone } = props.words;
  return (
    <>
      <time dateTime={props.at.toISOString()}>
        {formatTimeWithSeconds(props.at, props.timeZone)}
      </time>
      <span className={tone === "plain" ? "node" : `node node--${tone}`}>
        <Icon name={icon} />
      </span>
      <div className="what">
        <p>
          <b>{what}</b>
          {props.amountMinor === null ? null : (
            <span className="amt">
              <Money amountMinor={props.amountMinor} currency={props.currency} />
            </span>
          )}
        </p>
        <p className="by">{props.said.filter((part) => part !== null).join(" · ")}</p>
        {props.children}
      </div>
    </>
  );
}
