"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { Glyph } from "./glyph";
import { ALERT } from "./glyph-paths";

/** `onClick` is for links whose target must be opened first. */
export type ErrorLink = { href: string; text: string; onClick?: () => void };

/**
 * Stands above the title and takes the focus, so that nobody has to look for what went wrong.
 * `attempt` changes with every answer of the server: the same errors twice take the focus twice.
 */
export function ErrorSummary({
  title,
  links,
  attempt,
  children,
}: {
  title: string;
  links: readonly ErrorLink[];
  attempt: string | number;
  children?: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is the reason to focus again.
  useEffect(() => {
    box.current?.focus();
    if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
  }, [attempt]);
  return (
    <div className="errors" role="alert" tabIndex={-1} aria-labelledby="errors-title" ref={box}>
      <h2 id="errors-title">
        <Glyph path={ALERT} />
        {title}
      </h2>
      {children}
      <ul>
        {links.map((link) => (
          <li key={`${link.href} ${link.text}`}>
            <a href={link.href} onClick={link.onClick}>
              {link.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
