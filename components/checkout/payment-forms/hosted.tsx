"use client";

import { useEffect, useRef, useState } from "react";
import { PAYMENT } from "../payment-messages";
import type { CardAnswer, CardFields, CardFormProps } from "./card-fields";
import { readFieldsMessage } from "./hosted-message";

/** The fields' own height before the frame has told it, so that nothing jumps. */
const HEIGHT_FIRST = 180;
const ANSWER_WITHIN_MS = 20_000;

const newNonce = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
const isDark = () => window.matchMedia("(prefers-color-scheme: dark)").matches;
const currentTheme = () => (isDark() ? "dark" : "light");

/** Speaks with one frame: checks who talks, and turns "submit" and its answer into one promise. */
function connect(
  frame: HTMLIFrameElement,
  options: { origin: string; nonce: string; lost: string },
) {
  let settle: ((answer: CardAnswer) => void) | null = null;
  const tell = (message: object) =>
    frame.contentWindow?.postMessage(
      { source: "kassa-checkout", nonce: options.nonce, ...message },
      options.origin,
    );
  const answer = (value: CardAnswer) => {
    settle?.(value);
    settle = null;
  };
  const fields: CardFields = {
    focus: () => {
      frame.focus();
      tell({ type: "focus" });
    },
    submit: () =>
      new Promise((resolve) => {
        answer({ ok: false, message: PAYMENT.cardMissing });
        settle = resolve;
        tell({ type: "submit" });
        setTimeout(() => {
          if (settle === resolve) answer({ ok: false, message: options.lost });
        }, ANSWER_WITHIN_MS);
      }),
  };
  const hears = (event: MessageEvent) =>
    event.origin === options.origin && event.source === frame.contentWindow
      ? readFieldsMessage(event.data, options.nonce)
      : null;
  return { fields, hears, tell, answer };
}

/** Card fields in a frame on another origin: this page, and so the shop's server, never sees the card number. */
export function HostedFields({
  provider,
  origin,
  ...props
}: CardFormProps & { provider: "stripe" | "checkout_com"; origin: string }) {
  const { method, holder, isChosen, onFields } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const [nonce, setNonce] = useState<string | null>(null);
  const [height, setHeight] = useState(HEIGHT_FIRST);

  useEffect(() => {
    if (isChosen) setNonce((before) => before ?? newNonce());
  }, [isChosen]);

  useEffect(() => {
    const element = frame.current;
    if (nonce === null || element === null) return;
    const lost = PAYMENT.notLoaded(holder);
    const line = connect(element, { origin, nonce, lost });
    const onMessage = (event: MessageEvent) => {
      const message = line.hears(event);
      if (message?.type === "ready") onFields(method.id, line.fields);
      if (message?.type === "enter") element.closest("form")?.requestSubmit();
      if (message?.type === "height") setHeight(message.height);
      if (message?.type === "result") line.answer({ ok: true, token: message.token });
      if (message?.type === "error") {
        line.answer({ ok: false, message: message.message ?? PAYMENT.cardMissing });
      }
    };
    const theme = window.matchMedia("(prefers-color-scheme: dark)");
    const onTheme = () => line.tell({ type: "theme", theme: currentTheme() });
    window.addEventListener("message", onMessage);
    theme.addEventListener("change", onTheme);
    const query = new URLSearchParams({
      provider,
      key: method.publishableKey ?? "",
      origin: window.location.origin,
      nonce,
      theme: currentTheme(),
    });
    element.src = `${origin}/fields?${query}`;
    return () => {
      window.removeEventListener("message", onMessage);
      theme.removeEventListener("change", onTheme);
      onFields(method.id, null);
    };
  }, [nonce, origin, provider, holder, method.id, method.publishableKey, onFields]);

  if (nonce === null) return <div className="frame frame--waiting" />;
  return (
    <iframe
      ref={frame}
      className="frame frame--hosted"
      title={PAYMENT.cardFields(holder)}
      height={height}
      sandbox="allow-scripts allow-forms allow-same-origin"
      referrerPolicy="no-referrer"
    />
  );
}
