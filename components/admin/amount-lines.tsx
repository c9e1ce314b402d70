"use client";

import { useState } from "react";
import { Leader } from "@/components/ui/leader";
import { Money } from "@/components/ui/money";
import type { CurrencyCode } from "@/lib/money/money";
// The server's own rule for what was typed; what it makes of it is what counts.
import { parseAmount } from "@/lib/money/parse-amount";
import { FormText } from "./form-problems";

type Words = { before: string; this: string; after: string };

/** An amount to choose, with the sums before and after it; `whole` is what stands in it first, and the most that it can be. */
export function AmountLines(props: {
  currency: CurrencyCode;
  wholeMinor: number;
  /** The whole as its field is filled with. */
  wholeText: string;
  words: Words;
  label: string;
  help: string;
}) {
  const { currency, wholeMinor, words } = props;
  const [text, setText] = useState(props.wholeText);
  const parsed = parseAmount(text, currency);
  const thisMinor = parsed.ok && parsed.value <= wholeMinor ? parsed.value : null;
  return (
    <>
      <FormText
        name="amount"
        label={props.label}
        help={props.help}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={props.wholeText}
        onChange={(event) => setText(event.target.value)}
      />
      <SumLines {...{ currency, words, thisMinor }} beforeMinor={wholeMinor} />
    </>
  );
}

/** Before, this, after; a dash where the amount cannot be read yet. */
export function SumLines(props: {
  currency: string;
  words: Words;
  beforeMinor: number;
  thisMinor: number | null;
}) {
  const { currency, words, beforeMinor, thisMinor } = props;
  const money = (amountMinor: number | null) =>
    amountMinor === null ? "–" : <Money amountMinor={amountMinor} currency={currency} />;
  return (
    <div className="stack stack--2">
      <Leader label={words.before}>{money(beforeMinor)}</Leader>
      <Leader label={words.this}>{money(thisMinor === null ? null : -thisMinor)}</Leader>
      <Leader label={<b>{words.after}</b>}>
        <b>{money(thisMinor === null ? null : beforeMinor - thisMinor)}</b>
      </Leader>
    </div>
  );
}
