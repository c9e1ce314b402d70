"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Glyph } from "@/components/ui/glyph";

const BEFORE = "M12 5.5 7.5 10l4.5 4.5";
const AFTER = "m8 5.5 4.5 4.5L8 14.5";

export type ReplayItem = {
  key: string;
  /** The day, where it begins with this event. */
  day: string | null;
  time: string;
  /** What happened, for the slider's own words. */
  what: string;
  node: ReactNode;
  /** How the payment stood after it. */
  state: ReactNode;
};

/**
 * The timeline with its slider: what came after the chosen event is grey, and the sums are those of then. Everything was
 * folded and drawn on the server; here only the place is chosen. Without a script the whole is read as it ended.
 */
export function Replay({ items }: { items: readonly ReplayItem[] }) {
  const last = items.length;
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen === null ? last : Math.min(chosen, last);
  const range = useRef<HTMLInputElement>(null);
  const item = items[at - 1];
  useEffect(() => {
    const part = last <= 1 ? 100 : ((at - 1) / (last - 1)) * 100;
    range.current?.style.setProperty("--p", `${part}%`);
  }, [at, last]);
  const go = (to: number) => setChosen(Math.max(1, Math.min(last, to)));
  const name = `Event ${at} of ${last}`;
  return (
    <>
      <div className="scrub noscript:hidden">
        <div className="row row--wrap">
          <label htmlFor="replay" className="strong">
            {name}
          </label>
          <span className="muted">
            {item?.time} · {at === last ? "as it is now" : "as it was then"}
          </span>
          <span className="push row">
            <Button aria-label="Event before" onClick={() => go(at - 1)}>
              <Glyph path={BEFORE} size={16} className="i--flip" />
            </Button>
            <Button aria-label="Event after" onClick={() => go(at + 1)}>
              <Glyph path={AFTER} size={16} className="i--flip" />
            </Button>
          </span>
        </div>
        <input
          ref={range}
          type="range"
          id="replay"
          min={1}
          max={last}
          value={at}
          aria-valuetext={`${name}: ${item?.what ?? ""}`}
          onChange={(event) => go(Number(event.target.value))}
        />
        <div className="row row--wrap small gap-x-5 gap-y-1" role="status">
          {item?.state}
        </div>
      </div>
      <ol className="tl">
        {items.flatMap(({ key, day, node }, index) => [
          ...(day === null
            ? []
            : [
                <li key={`${key}-day`} className="day">
                  {day}
                </li>,
              ]),
          <li key={key} className={placeOf(index + 1, at, chosen !== null)}>
            {node}
          </li>,
        ])}
      </ol>
    </>
  );
}

const placeOf = (place: number, at: number, isChosen: boolean): string | undefined =>
  place > at ? "is-later" : place === at && isChosen ? "is-at" : undefined;
