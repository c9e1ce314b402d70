import Link from "next/link";
import type { ReactNode } from "react";
import { DocsLink } from "./docs-link";

/** Around every page of the reference: where one is, and what else there is. */
export function DocsFrame({ types, children }: { types: readonly string[]; children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <div className="docs">
        <nav className="docs__nav" aria-label="Reference">
          <Link className="docs__brand" href="/docs" prefetch={false}>
            Kassa API
          </Link>
          <DocsLink href="/docs">Overview</DocsLink>
          <DocsLink href="/docs/first-payment">First payment</DocsLink>
          <Link className="docs__all" href="/docs#resources" prefetch={false}>
            Resources
          </Link>
          <h2 id="docs-resources">Resources</h2>
          <ul aria-labelledby="docs-resources">
            {types.map((type) => (
              <li key={type}>
                <DocsLink href={`/docs/${type}`}>{type}</DocsLink>
              </li>
            ))}
          </ul>
        </nav>
        <main className="docs__main" id="main">
          {children}
        </main>
      </div>
    </>
  );
}
