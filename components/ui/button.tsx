import type { ComponentProps } from "react";

export type ButtonLook = "plain" | "primary" | "quiet" | "danger";

/** The classes of a key; `wide` fills its row, `pay` is the one tall key that pays. */
export function buttonClass(look: ButtonLook = "plain", size?: "wide" | "pay"): string {
  const looks = look === "plain" ? "btn" : `btn btn--${look}`;
  return size === undefined ? looks : `${looks} btn--${size}`;
}

type Look = { look?: ButtonLook; size?: "wide" | "pay" };
const joined = (...names: (string | undefined)[]) => names.filter(Boolean).join(" ");

export function Button({ look, size, className, ...rest }: ComponentProps<"button"> & Look) {
  return <button type="button" {...rest} className={joined(buttonClass(look, size), className)} />;
}

/** A plain link: the pages it stands on owe their readers a small script, and load as fast anew. */
export function ButtonLink({ look, size, className, ...rest }: ComponentProps<"a"> & Look) {
  return <a {...rest} className={joined(buttonClass(look, size), className)} />;
}
