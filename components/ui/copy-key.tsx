"use client";

import { Icon } from "./icon";
import { useCopy } from "./use-copy";

const SAID_MS = 2_000;

/** A key that copies what stands beside it. Only a script reaches the clipboard: without one it is not shown. */
export function CopyKey({
  text,
  label,
  onRefused,
}: {
  text: string;
  label: string;
  /** There is no clipboard outside of secure pages. */
  onRefused?: () => void;
}) {
  const { isCopied, copy } = useCopy(SAID_MS);
  const press = async () => {
    if (!(await copy(text))) onRefused?.();
  };
  return (
    <>
      <button
        type="button"
        className="copy mx-0 noscript:hidden"
        aria-label={`Copy ${label}`}
        onClick={press}
      >
        <Icon name={isCopied ? "tick" : "copy"} />
      </button>
      <span className="vh" role="status">
        {isCopied ? "Copied" : ""}
      </span>
    </>
  );
}
