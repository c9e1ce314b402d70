"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { ActionDialog, type AdminAction } from "@/components/admin/admin-form";
import { Button } from "@/components/ui/button";
import { formatMoney } from "@/components/ui/format";

/** A payment of which something can be captured: how much, in minor units of its currency. */
export type Choosable = { id: string; amountMinor: number; currency: string };

type Chosen = {
  ids: ReadonlySet<string>;
  rows: readonly Choosable[];
  set: (ids: ReadonlySet<string>) => void;
};
const ChosenContext = createContext<Chosen>({ ids: new Set(), rows: [], set: () => {} });

/** "€240.00", "€240.00 and $31.00": currencies are never added together. */
export function sumWords(rows: readonly Choosable[]): string {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of rows) {
    sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  }
  return [...sums].map(([currency, minor]) => formatMoney(minor, currency)).join(" and ");
}

/** The rows of a page, of which some can be chosen; the bar above them says what they come to. */
export function ChosenPayments(props: {
  action: AdminAction;
  rows: readonly Choosable[];
  children: ReactNode;
}) {
  const { rows } = props;
  const [ids, set] = useState<ReadonlySet<string>>(new Set());
  // What has been captured meanwhile cannot be chosen any more.
  const chosen = rows.filter(({ id }) => ids.has(id));
  const value = useMemo(() => ({ ids, rows, set }), [ids, rows]);
  return (
    <ChosenContext value={value}>
      <Bar action={props.action} chosen={chosen} clear={() => set(new Set())} />
      {props.children}
    </ChosenContext>
  );
}

/** New for each choice: the same choice sent twice is captured once. */
const newNonce = (): string =>
  [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");

/** Stays when nothing is chosen any more: by then it has what became of the last choice to say. */
function Bar(props: { action: AdminAction; chosen: readonly Choosable[]; clear: () => void }) {
  const { chosen } = props;
  const sum = sumWords(chosen);
  const ids = chosen.map(({ id }) => id).join(",");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the nonce belongs to what is chosen.
  const nonce = useMemo(newNonce, [ids]);
  const count = chosen.length === 1 ? "1 payment" : `${chosen.length} payments`;
  const isShown = chosen.length > 0;
  return (
    <div
      className={isShown ? "chosen" : "chosen--none"}
      {...(isShown ? { role: "region", "aria-label": "Chosen payments" } : {})}
    >
      <b>{chosen.length} chosen</b>
      <span>{sum} can be captured</span>
      <span className="push" />
      <Button className="btn--on-ink" onClick={props.clear}>
        Clear
      </Button>
      <ActionDialog
        action={props.action}
        trigger={{ label: `Capture ${sum}…` }}
        title={`Capture ${sum}?`}
        submit={{ label: `Capture ${sum}`, workingLabel: `Capturing ${sum}` }}
        hidden={{ nonce }}
      >
        {chosen.map(({ id }) => (
          <input key={id} type="hidden" name="payments" value={id} />
        ))}
        <p>
          All that is still held of {count} is taken from the customers’ cards. What was captured
          can be refunded, not let go.
        </p>
      </ActionDialog>
    </div>
  );
}

export function PickOne({ id, label }: { id: string; label: string }) {
  const { ids, rows, set } = useContext(ChosenContext);
  if (!rows.some((row) => row.id === id)) return null;
  return (
    <input
      type="checkbox"
      aria-label={label}
      checked={ids.has(id)}
      onChange={(event) => {
        const next = new Set(ids);
        if (event.currentTarget.checked) next.add(id);
        else next.delete(id);
        set(next);
      }}
    />
  );
}

export function PickAll() {
  const { ids, rows, set } = useContext(ChosenContext);
  if (rows.length === 0) return <span className="vh">Choose</span>;
  return (
    <input
      type="checkbox"
      aria-label="Choose all on this page that can be captured"
      checked={rows.every(({ id }) => ids.has(id))}
      onChange={(event) =>
        set(event.currentTarget.checked ? new Set(rows.map(({ id }) => id)) : new Set())
      }
    />
  );
}
