import type { ReactNode } from "react";
import { COINS, type CoinName } from "./coins";

export type BadgeTone = "quiet" | "good" | "info" | "warn" | "bad" | "test";

/** A state as a word, a shape (the coin that fills as money moves) and, last, a colour. */
export function Badge({
  tone = "quiet",
  coin,
  children,
}: {
  tone?: BadgeTone;
  coin?: CoinName;
  children: ReactNode;
}) {
  return (
    <span className={`badge badge--${tone}`}>
      {coin === undefined ? null : (
        <svg viewBox="0 0 14 14" aria-hidden="true">
          {COINS[coin]}
        </svg>
      )}
      {children}
    </span>
  );
}
