"use client";

import { useRef } from "react";
import { Glyph } from "@/components/ui/glyph";
import { CHEVRON_DOWN } from "@/components/ui/glyph-paths";
import { STORE } from "./messages";

const MARKS: Record<string, string> = { EUR: "€", USD: "$", JPY: "¥", GBP: "£" };

/** A client leaf for one reason: the choice takes effect at once. Without JavaScript a key beside it sends the form. */
export function CurrencyChoice({
  currencies,
  current,
  from,
  action,
}: {
  currencies: readonly string[];
  current: string;
  /** The page to come back to. */
  from: string;
  action: (form: FormData) => Promise<void>;
}) {
  const form = useRef<HTMLFormElement>(null);
  return (
    <form action={action} ref={form} className="row">
      <input type="hidden" name="from" value={from} />
      <label className="vh" htmlFor="currency">
        {STORE.currency}
      </label>
      <span className="select">
        <select
          id="currency"
          name="currency"
          key={current}
          className="input shop__currency"
          defaultValue={current}
          onChange={() => form.current?.requestSubmit()}
        >
          {currencies.map((code) => (
            <option key={code} value={code}>
              {MARKS[code] === undefined ? code : `${code} ${MARKS[code]}`}
            </option>
          ))}
        </select>
        <Glyph path={CHEVRON_DOWN} />
      </span>
      <noscript>
        <button type="submit" className="btn">
          {STORE.showPrices}
        </button>
      </noscript>
    </form>
  );
}
