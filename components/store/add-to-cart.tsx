"use client";

import Link from "next/link";
import { useActionState, useCallback } from "react";
import { Glyph } from "@/components/ui/glyph";
import { PLUS, TICK } from "@/components/ui/glyph-paths";
import { Toast } from "@/components/ui/toast";
import { useKeptForm } from "@/components/ui/use-kept-form";
import { STORE } from "./messages";

export type AddState = { outcome: "none" | "added" | "failed"; count: number };
const NOTHING_YET: AddState = { outcome: "none", count: 0 };

/** A client leaf for one reason: the page stays where it is and says that the product was added. */
export function AddToCart({
  code,
  name,
  action,
}: {
  code: string;
  name: string;
  action: (previous: AddState, form: FormData) => Promise<AddState>;
}) {
  const [served, formAction] = useActionState(action, NOTHING_YET);
  const { state, pending, send, setState } = useKeptForm<AddState>({
    action,
    served,
    onLost: () => ({ outcome: "failed", count: 0 }),
  });
  const forget = useCallback(() => setState(NOTHING_YET), [setState]);
  return (
    <form
      action={formAction}
      onSubmit={(event) => {
        event.preventDefault();
        if (pending) return;
        const form = new FormData(event.currentTarget);
        form.set("stay", "1");
        send(form);
      }}
    >
      <input type="hidden" name="sku_code" value={code} />
      <button
        type="submit"
        className="btn"
        aria-label={STORE.add(name)}
        aria-disabled={pending || undefined}
      >
        {pending ? <span className="spin" aria-hidden="true" /> : <Glyph path={PLUS} />}
      </button>
      <div role="status">
        {state.outcome === "added" ? (
          <Toast key={state.count} onEnd={forget}>
            <Glyph path={TICK} />
            <span>{STORE.added(name)}</span>
            <Link href="/cart">{STORE.viewCart}</Link>
          </Toast>
        ) : null}
        {state.outcome === "failed" ? <p className="prod__error">{STORE.notAdded}</p> : null}
      </div>
    </form>
  );
}
