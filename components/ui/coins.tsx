import type { ReactNode } from "react";

const line = {
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 1.6,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;
const onCoin = { ...line, stroke: "var(--surface)", strokeWidth: 1.7 } as const;
const ring = <circle cx="7" cy="7" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.6" />;
const full = <circle cx="7" cy="7" r="6" fill="currentColor" />;
const arrowBack = (
  <>
    <path d="M3.2 4.2A5 5 0 1 1 2 7.5" {...line} />
    <path d="M2.6 1.8v3h3" {...line} />
  </>
);

export type CoinName =
  | "full"
  | "quarter"
  | "half"
  | "three-quarters"
  | "dashed"
  | "back"
  | "back-part"
  | "struck"
  | "dot"
  | "out"
  | "clock"
  | "broken"
  | "cross"
  | "triangle";

/** The shapes of `Badge`, on a 14 by 14 grid. */
export const COINS: Record<CoinName, ReactNode> = {
  full: (
    <>
      {full}
      <path d="m4.3 7.2 1.9 1.9 3.5-3.9" {...onCoin} />
    </>
  ),
  quarter: (
    <>
      {ring}
      <path d="M7 7H3.4A3.6 3.6 0 0 0 7 10.6z" fill="currentColor" />
    </>
  ),
  half: (
    <>
      {ring}
      <path d="M3.4 7a3.6 3.6 0 0 0 7.2 0z" fill="currentColor" />
    </>
  ),
  "three-quarters": (
    <>
      {ring}
      <path d="M7 3.4A3.6 3.6 0 1 1 3.4 7H7z" fill="currentColor" />
    </>
  ),
  dashed: <circle cx="7" cy="7" r="5.2" {...line} strokeLinecap="butt" strokeDasharray="2.4 1.7" />,
  back: arrowBack,
  "back-part": (
    <>
      {arrowBack}
      <circle cx="7.2" cy="7.2" r="2" fill="currentColor" />
    </>
  ),
  struck: (
    <>
      {ring}
      <path d="m3.6 10.4 6.8-6.8" {...line} strokeLinecap="butt" />
    </>
  ),
  dot: (
    <>
      {ring}
      <circle cx="7" cy="7" r="1.6" fill="currentColor" />
    </>
  ),
  out: (
    <>
      {ring}
      <path d="M4.8 7h4.2M7.3 5.2 9.2 7 7.3 8.8" {...line} strokeWidth={1.5} />
    </>
  ),
  clock: (
    <>
      {ring}
      <path d="M7 4.2V7l1.9 1.2" {...line} strokeWidth={1.5} />
    </>
  ),
  broken: (
    <>
      <circle cx="7" cy="7" r="5.2" {...line} strokeLinecap="butt" strokeDasharray="5.5 2.7" />
      <path d="M7 4.4v3M7 9.6v.01" {...line} strokeWidth={1.7} />
    </>
  ),
  cross: (
    <>
      {full}
      <path d="m4.8 4.8 4.4 4.4m0-4.4L4.8 9.2" {...onCoin} strokeWidth={1.6} />
    </>
  ),
  triangle: (
    <>
      <path d="M7 1.6 13 12H1z" {...line} />
      <path d="M7 5.5v3M7 10.2v.01" {...line} />
    </>
  ),
};
