"use client";

import { useEffect, useRef, useState } from "react";
import { PAYMENT } from "../payment-messages";
import type { CardFields, CardFormProps } from "./card-fields";

/** Puts a provider's own fields into `host`; answers how to use them and how to take them away. */
export type Mount = (
  host: HTMLElement,
  input: { publishableKey: string; amountMinor: number; currency: string; isDark: boolean },
) => Promise<{ fields: CardFields; unmount: () => void }>;

/** Card fields drawn by the provider's own script, which is loaded when they are first seen. */
export default function OfficialFields({
  load,
  ...props
}: CardFormProps & { load: () => Promise<Mount> }) {
  const { method, holder, isChosen, amountMinor, currency, onFields } = props;
  const host = useRef<HTMLDivElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    if (isChosen) setWanted(true);
  }, [isChosen]);

  useEffect(() => {
    const element = host.current;
    const publishableKey = method.publishableKey;
    if (!isWanted || element === null || publishableKey === null) return;
    let isGone = false;
    let unmount: (() => void) | null = null;
    const isDark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    load()
      .then((mount) => mount(element, { publishableKey, amountMinor, currency, isDark }))
      .then((mounted) => {
        unmount = mounted.unmount;
        if (isGone) return mounted.unmount();
        onFields(method.id, mounted.fields);
      })
      .catch(() => setFailed(true));
    return () => {
      isGone = true;
      unmount?.();
      onFields(method.id, null);
    };
  }, [isWanted, load, method.id, method.publishableKey, amountMinor, currency, onFields]);

  return (
    <>
      {hasFailed ? <p role="alert">{PAYMENT.notLoaded(holder)}</p> : null}
      {/* biome-ignore lint/a11y/useSemanticElements: the provider's script fills it; it is no fieldset of ours. */}
      <div
        ref={host}
        className="frame frame--waiting"
        role="group"
        aria-label={PAYMENT.cardFields(holder)}
      />
    </>
  );
}
