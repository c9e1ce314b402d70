"use client";

import { useEffect } from "react";

/** The last net, on every page and so kept small: no one pays twice by loading a page again. */
export default function ErrorPage({ error, reset }: { error: Error; reset: () => void }) {
  useEffect(() => {
    document.title = "Error: this page did not load";
  }, []);
  return (
    <main className="bank" id="main" data-digest={"digest" in error ? String(error.digest) : ""}>
      <h1>This page did not load</h1>
      <p>Nothing you did is lost. Load it again; if you were paying, you are still charged once.</p>
      <div className="row row--wrap">
        <button type="button" className="btn btn--primary" onClick={reset}>
          Load it again
        </button>
        <a className="btn btn--quiet" href="/">
          Go to the shop
        </a>
      </div>
    </main>
  );
}
